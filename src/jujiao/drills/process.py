"""A real process of the product, started, killed and started again by a drill."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.stopping import end_with_parent

STOP_SECONDS = 20.0


class Process:
    """One process in a session of its own; what it says is kept in `log`."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.command = command
        self.environment = dict(environment)
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start it; it ends with the drill, however the drill ends."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(end_with_parent, signal.SIGKILL),  # noqa: PLW1509 - the children run another program at once
            )

    def kill(self) -> None:
        """kill -9 to it and all that it started."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def freeze(self) -> None:
        """Stop it in its tracks, as a host does that is put to sleep."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ask it to end, then end it."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.kill()

    def said(self) -> str:
        """All that it said so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _signal(self, number: signal.Signals) -> None:
        if self._process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
