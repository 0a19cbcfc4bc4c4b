"""A process that should always run: started again when it dies, later and later if it keeps dying."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.stopping import end_with_parent

SETTLED_SECONDS = 60.0
"""Who has lived this long starts anew with the shortest pause."""

LONGEST_PAUSE = 30.0
STOP_SECONDS = 15.0


class Child:
    """One process of ours, in a session of its own, so that Ctrl-C reaches it through us alone."""

    def __init__(self, name: str, command: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.command = command
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause = 0.0
        self._start_at = 0.0

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def look(self) -> str | None:
        """Start it if it is time to. Returns a sentence when it was found dead."""
        now = self._clock()
        if self.pid:
            return None
        if self._process:
            return self._bury(self._process, now)
        if now >= self._start_at:
            self._started_at = now
            self._process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has no other threads
            )
        return None

    def outcome(self) -> int:
        """Wait for the end of one that is started once, and return its exit code."""
        return self._process.wait() if self._process else 0

    def ask_to_stop(self) -> None:
        """Let it finish what it is at."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until it has stopped, then end what is left of it by force."""
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
            _end_group(self._process)
            self._process.wait()
            self._process = None

    def _bury(self, process: subprocess.Popen[bytes], now: float) -> str:
        _end_group(process)
        settled = now - self._started_at >= SETTLED_SECONDS
        self._pause = 1.0 if settled or not self._pause else min(self._pause * 2, LONGEST_PAUSE)
        self._start_at = now + self._pause
        self._process = None
        return f"{self.name} ended with {process.returncode}; it is started again in {self._pause:.0f} s"


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what the process leaves behind, else its own children would keep the port."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
