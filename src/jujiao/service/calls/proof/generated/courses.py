"""What happens to a call, by chance, before any exchange tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from jujiao.rules.clocks import midnight

DESK: Final = ("801", "802", "803")
"""The telephones of the desk."""
ELSEWHERE: Final = ("815", "816")
"""Telephones of the house that are not the desk's."""
QUEUES: Final = ("6400", "6401", "")
EDGES: Final = (14.999999, 15.0, 15.000001, 10.999999, 11.0, 0.0)
"""Rings that a rounding would judge otherwise."""


@dataclass(frozen=True, slots=True)
class Try:
    """One telephone that was tried, in seconds from when the call came in; `answered` is None where it was not."""

    extension: str
    rang: float
    ended: float
    answered: float | None = None
    ending: str = "NO ANSWER"


@dataclass(frozen=True, slots=True)
class Course:
    """A call, from when it came in until its end, so many seconds later."""

    number: int
    came: datetime
    direction: str
    outside: str
    queue: str
    ends: float
    tries: tuple[Try, ...] = ()

    def at(self, seconds: float) -> datetime:
        return self.came + timedelta(microseconds=round(seconds * 1_000_000))


type Tries = tuple[float, tuple[Try, ...]]
"""When the call is over, and what was tried."""


def course(number: int, first: datetime, days: int, chance: Random) -> Course:
    """One call of some days from `first` on; of ten, one comes in just before or after a midnight."""
    came = first + chance.random() * timedelta(days=days)
    if chance.random() < 0.1:
        came = midnight(came.date()) + timedelta(days=1, seconds=chance.uniform(-40, 5))
    direction = chance.choices(("incoming", "outgoing", "internal"), (90, 7, 3))[0]
    kind = chance.choices([*KINDS], [*KINDS.values()])[0] if direction == "incoming" else _answered
    ends, tries = kind(chance.uniform(0.5, 25), chance)
    return Course(
        number=number,
        came=came,
        direction=direction,
        outside=f"13{chance.randrange(10**8):09}",
        queue=chance.choice(QUEUES),
        ends=ends,
        tries=tries,
    )


def _ring(chance: Random) -> float:
    return chance.choice(EDGES) if chance.random() < 0.2 else chance.uniform(0.5, 28)


def _talk(chance: Random) -> float:
    return chance.expovariate(1 / 90) + 1


def _answered(since: float, chance: Random) -> Tries:
    answer = since + _ring(chance)
    ends = answer + _talk(chance)
    return ends, (Try(chance.choice(DESK), since, ends, answer, "ANSWERED"),)


def _all_at_once(since: float, chance: Random) -> Tries:
    """All telephones of the desk ring, and one is picked up."""
    answer, taken = since + _ring(chance), chance.choice(DESK)
    ends = answer + _talk(chance)
    others = tuple(Try(each, since, answer) for each in DESK if each != taken)
    return ends, (Try(taken, since, ends, answer, "ANSWERED"), *others)


def _one_after_the_other(since: float, chance: Random) -> Tries:
    """The first does not answer, the next one does: the ring goes on over both."""
    first, second = chance.sample(DESK, 2)
    passed = since + chance.uniform(2, 12)
    answer = passed + chance.uniform(0.5, 14)
    ends = answer + _talk(chance)
    return ends, (Try(first, since, passed), Try(second, passed + 0.3, ends, answer, "ANSWERED"))


def _passed_on(since: float, chance: Random) -> Tries:
    """The desk does not answer, somebody elsewhere does."""
    passed = since + chance.uniform(3, 20)
    answer = passed + chance.uniform(0.5, 10)
    ends = answer + _talk(chance)
    elsewhere = Try(chance.choice(ELSEWHERE), passed, ends, answer, "ANSWERED")
    return ends, (Try(chance.choice(DESK), since, passed), elsewhere)


def _transferred(since: float, chance: Random) -> Tries:
    """Answered, and later passed on to somebody elsewhere."""
    answer = since + _ring(chance)
    passed = answer + _talk(chance)
    again = passed + chance.uniform(1, 10)
    ends = again + _talk(chance)
    there = Try(chance.choice(ELSEWHERE), passed, ends, again, "ANSWERED")
    return ends, (Try(chance.choice(DESK), since, passed, answer, "ANSWERED"), there)


def _unanswered(since: float, chance: Random) -> Tries:
    """It rings at some until the caller hangs up, below the limit or above it; one may be busy."""
    ends = since + (_ring(chance) if chance.random() < 0.5 else chance.uniform(15, 90))
    rung = chance.sample(DESK, chance.randint(1, 3))
    busy = (Try(rung[0], since, since + 0.2, ending="BUSY"),) if len(rung) > 1 and chance.random() < 0.3 else ()
    return ends, (*busy, *(Try(each, since, ends) for each in rung[len(busy) :]))


def _busy(since: float, chance: Random) -> Tries:
    tries = tuple(Try(each, since, since + 0.2, ending="BUSY") for each in chance.sample(DESK, chance.randint(1, 3)))
    return since + chance.uniform(0.3, 40), tries


def _menu(since: float, _chance: Random) -> Tries:
    return since, ()


def _elsewhere(since: float, chance: Random) -> Tries:
    ends, (one,) = _answered(since, chance)
    return ends, (Try(chance.choice(ELSEWHERE), one.rang, ends, one.answered, one.ending),)


KINDS: Final[Mapping[Callable[[float, Random], Tries], int]] = {
    _answered: 26,
    _all_at_once: 18,
    _one_after_the_other: 12,
    _passed_on: 5,
    _transferred: 5,
    _unanswered: 16,
    _busy: 6,
    _menu: 8,
    _elsewhere: 4,
}
"""What happens to incoming calls, and how often of a hundred."""
