"""The machine that the crowd presses on, started as a user starts it; its disk and memory are watched meanwhile."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, Web, free_port, until
from jujiao.kernel.machine.front import bounds

START_SECONDS = 120.0
PROCESSES = Path("/proc")
LOOK_SECONDS = 0.3


class House:
    """Pages at `port`, live lines at the next one. `pids` are its web processes, now."""

    def __init__(self, it: Stage, port: int, temporary: Path, pids: Callable[[], list[int]]) -> None:
        self.it, self.port, self.temporary, self.pids = it, port, temporary, pids
        self.before = self.disk = self.grown = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While inside it is looked at again and again."""
        self.before, stop = self._memory(), threading.Event()

        def watch() -> None:
            while not stop.wait(LOOK_SECONDS):
                self.look()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield
        finally:
            stop.set()
            watcher.join()

    def look(self) -> None:
        """What lies on the disk and in memory now, as the most so far."""
        self.disk = max(self.disk, self._named() + sum(_nameless(pid) for pid in self.pids()))
        self.grown = max(self.grown, self._memory() - self.before)

    def left(self) -> int:
        """Megabytes that lie in the temporary folders under a name."""
        return self._named() // bounds.MEGABYTE

    def _named(self) -> int:
        found = 0
        for folder in (self.temporary, self.it.home / "incoming"):
            for file in folder.rglob("*"):
                with suppress(OSError):
                    found += file.stat().st_size
        return found

    def _memory(self) -> int:
        return sum(_resident(pid) for pid in self.pids())


@contextmanager
def one_machine(it: Stage) -> Iterator[House]:
    """`./jujiao run` over the stage's company."""
    port, temporary = _two_free_ports(), it.home / "tmp"
    temporary.mkdir()
    more = {"TMPDIR": str(temporary)} | ({"DATABASE_URL": ""} if it.server else {})
    command = ["-m", "jujiao", "run", "--no-demo", "--port", str(port)]
    started = Process("start", _python(*command), it.surroundings(**more), it.home / "start.log")
    house = House(it, port, temporary, lambda: _servers(started))
    started.start()
    try:
        until(START_SECONDS, lambda: "Jujiao is at" in started.said(), f"it does not start: {started.said()}")
        yield house
    finally:
        started.stop()


@contextmanager
def plain(it: Stage) -> Iterator[House]:
    """The pages with nothing in front of them: for the control alone."""
    temporary = it.home / "tmp"
    temporary.mkdir()
    web: Web = it.plain_web("jujiao.wsgi:application", workers=2, TMPDIR=str(temporary))
    yield House(it, web.port, temporary, lambda: _servers(web))


def _python(*arguments: str) -> list[str]:
    import sys

    return [sys.executable, *arguments]


def _two_free_ports() -> int:
    """A free port whose next one is free, too."""
    import socket

    while True:
        port = free_port()
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port + 1))
            return port


def _servers(leader: Process) -> list[int]:
    """The web processes that this one started, and their own."""
    parents: dict[int, int] = {}
    for place in PROCESSES.glob("[0-9]*"):
        with suppress(OSError, IndexError):
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
    family = {leader.pid}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return [pid for pid in family if pid and _serves(pid)]


def _serves(pid: int) -> bool:
    with suppress(OSError):
        said = (PROCESSES / str(pid) / "cmdline").read_bytes()
        return b"granian" in said or b"multiprocessing" in said
    return False


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int((PROCESSES / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _nameless(pid: int) -> int:
    """Bytes in files that the process has open and that no name leads to."""
    found = 0
    with suppress(OSError):
        for file in (PROCESSES / str(pid) / "fd").iterdir():
            with suppress(OSError):
                stat = file.stat()
                found += stat.st_size if S_ISREG(stat.st_mode) and not stat.st_nlink else 0
    return found
