"""Strangers, an owner and a clerk who mean no good, from the office's own address and from others."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from jujiao.drills.crowd.house import House
from jujiao.drills.stage import Stage

OFFICE, ELSEWHERE = "127.0.0.1", "127.0.0.9"


@dataclass(frozen=True)
class Person:
    """Who they are, the cookie of their session ("" for a stranger), and where they sit."""

    name: str
    cookie: str
    address: str


@dataclass
class Crowd:
    """Everybody, and what came of what they did."""

    it: Stage
    house: House
    figures: dict[str, int | float | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def people(self) -> Iterator[Person]:
        """A stranger at the office's address and one elsewhere, an owner, a clerk."""
        sessions = self.it.facts["sessions"]
        yield Person("a stranger in the office", "", OFFICE)
        yield Person("a stranger", "", ELSEWHERE)
        yield Person("an owner", f"; sessionid={sessions['resident']}", ELSEWHERE)
        yield Person("a clerk", f"; sessionid={sessions['clerk2']}", OFFICE)

    def connect(self, person: Person, *, live: bool = False) -> socket.socket:
        """A connection of theirs to the pages, or to the live lines."""
        port = self.house.port + int(live)
        return socket.create_connection(("127.0.0.1", port), 10, source_address=(person.address, 0))

    def say(self, what: str, value: float, *, bound: float) -> None:
        """A figure, and a fault where it is above its bound."""
        self.figures[what] = round(value, 1) if isinstance(value, float) else value
        if value > bound:
            self.faults.append(f"{value:.1f} {what}, more than {bound:.1f}")


def until_closed(lines: list[socket.socket], seconds: float) -> tuple[int, float]:
    """Waits until the other side has closed them; how many it had not, and after how long the last one was."""
    begun = time.monotonic()
    deadline = begun + seconds
    left, last = list(lines), 0.0
    while left and time.monotonic() < deadline:
        still = [line for line in left if not _closed(line)]
        if len(still) < len(left):
            last = time.monotonic() - begun
        left = still
        time.sleep(0.1)
    for line in lines:
        line.close()
    return len(left), last


def _closed(line: socket.socket) -> bool:
    """Whether the other side has closed it; what it said before is passed over."""
    line.settimeout(0)
    with suppress(BlockingIOError):
        try:
            while line.recv(65_536):
                pass
        except ConnectionError:
            return True
        return True
    return False
