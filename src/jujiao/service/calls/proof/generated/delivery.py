"""What becomes of messages on their way: some are lost, some come twice, and none in order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from jujiao.service.calls.proof.generated import freeswitch, grandstream, yeastar_p
from jujiao.service.calls.proof.generated.courses import Course, course

LOST: Final = 0.02
DOUBLED: Final = 0.05
LATE: Final = 0.01
"""Of all messages: a day late."""
USUAL: Final = timedelta(seconds=20)
"""How long a message is under way, on the average."""
TELLERS: Final[Mapping[str, Callable[[Course, Random], Iterator[tuple[datetime, bytes]]]]] = {
    "grandstream": grandstream.messages,
    "freeswitch": freeswitch.messages,
    "yeastar_p": yeastar_p.messages,
}
"""By vendor."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """All that arrives of some calls, in the order in which it does, and what became of the rest."""

    bodies: list[bytes]
    lost: int
    doubled: int


def delivered(vendor: str, calls: int, first: datetime, days: int, seed: int) -> Delivered:
    """The same for the same seed."""
    chance = Random(f"{vendor} {seed}")
    arriving: list[tuple[datetime, int, bytes]] = []
    lost = doubled = 0
    for number in range(calls):
        for told, body in TELLERS[vendor](course(number, first, days, chance), chance):
            fate = chance.random()
            lost += fate < LOST
            doubled += fate > 1 - DOUBLED
            for _time in range(0 if fate < LOST else 2 if fate > 1 - DOUBLED else 1):
                arriving.append((told + _under_way(chance), len(arriving), body))
    return Delivered([body for _at, _place, body in sorted(arriving)], lost, doubled)


def _under_way(chance: Random) -> timedelta:
    return chance.expovariate(1) * USUAL + (timedelta(days=1) if chance.random() < LATE else timedelta())
