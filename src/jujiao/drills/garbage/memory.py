"""The memory that processes take, watched from outside by what Linux tells of them."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")


def possible() -> bool:
    """Whether the highest mark of a process can be read and set back here."""
    return (PROCESSES / "self" / "clear_refs").exists()


def family(leader: int | None) -> list[int]:
    """The processes in the session that this one leads."""
    found = []
    for each in PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            if os.getsid(int(each.name)) == leader:
                found.append(int(each.name))
    return found


class Memory:
    """Watches some processes; `pids` is asked each time, since workers may be started anew."""

    def __init__(self, pids: Callable[[], Iterable[int]]) -> None:
        self.pids = pids
        self.before: dict[int, int] = {}

    def begin(self) -> None:
        """From now on."""
        self.before = {}
        for pid in self.pids():
            with suppress(OSError):
                (PROCESSES / str(pid) / "clear_refs").write_text("5")  # the highest mark becomes what it holds now
                self.before[pid] = _kilobytes(pid, "VmRSS")

    def grown(self) -> int:
        """Kilobytes that they together held at most beyond what they held at the beginning."""
        return sum(max(0, _kilobytes(pid, "VmHWM") - self.before.get(pid, 0)) for pid in self.pids())


def _kilobytes(pid: int, name: str) -> int:
    with suppress(OSError):
        for line in (PROCESSES / str(pid) / "status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1])
    return 0
