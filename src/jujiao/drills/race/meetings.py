"""What two or three people ask for at one moment of complaints that are, or come to be, handled together.

The complaints are a, b and c; d is a double of b from the start. Which of them is the oldest decides in which order
their rows are locked, so each meeting stands there with several orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, permutations

from jujiao.drills.race.steps import VERBS, legal
from jujiao.rules.service.complaint_steps import OF_THE_GROUP

STAGES = ("accepted", "dispatched", "registered")
BESIDE = [verb for verb in VERBS if verb not in {"merge", "rate"}]
CIRCLES = ("ab ba", "ab bc", "bc ab", "ab cb", "ab ac", "ab bc ca", "ba cb ac")
"""Merges that meet: each from the first to the second. In chains, in circles, two into one, one into two."""


@dataclass(frozen=True)
class Asked:
    """A step on one of the complaints; `into` names the other one of a merge."""

    verb: str
    on: str
    into: str = ""

    def __str__(self) -> str:
        return f"{self.verb} {self.on}{self.into and f' into {self.into}'}"


@dataclass(frozen=True)
class Meeting:
    """`born` are the complaints from the oldest; `held` has them wait for b and go in the order asked; `alarms` fire
    for all of them meanwhile."""

    asked: tuple[Asked, ...]
    born: str
    stage: str
    held: bool
    page: bool
    alarms: bool

    def __str__(self) -> str:
        way = f"{self.born}, {self.stage}, {'one after the other' if self.held else 'at once'}"
        return f"{' and '.join(map(str, self.asked))} ({way}, {'page' if self.page else 'API'})"


def meetings() -> Iterator[Meeting]:
    """All of them, about two thousand: pages and the API by turns, alarms with each third."""
    numbers = count()
    for asked, born, stage in _all():
        for held in (True, False):
            number = next(numbers)
            yield Meeting(asked, born, stage, held, page=number % 4 > 1, alarms=number % 3 == 0)


def _all() -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    for stage in STAGES:
        yield from _a_merge_and_a_step(stage)
        yield from _merges(stage)
        yield from _a_group_moves(stage)


def _a_merge_and_a_step(stage: str) -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    """Something joins b while somebody takes a step on it, or on what joins."""
    merge = Asked("merge", "a", "b")
    for verb in [verb for verb in BESIDE if legal(verb, stage)]:
        for on in "ba":
            step = Asked(verb, on)
            for born in ("ab", "ba", "dab", "bad"):
                yield (merge, step), born, stage
                yield (step, merge), born, stage


def _merges(stage: str) -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    for circle in CIRCLES:
        asked = tuple(Asked("merge", both[0], both[1]) for both in circle.split())
        for born in permutations(sorted(set(circle) - {" "})):
            yield asked, "".join(born), stage
            yield asked, "".join(born).replace("b", "db"), stage


def _a_group_moves(stage: str) -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    """b goes along with c and takes d with it, while somebody takes a step on one of the three, and d is withdrawn."""
    merge, leave = Asked("merge", "b", "c"), Asked("withdraw", "d")
    for verb in sorted(verb for verb in OF_THE_GROUP if legal(verb, stage)):
        for born in ("bdc", "cdb", "dbc", "dcb"):
            for step in (Asked(verb, "c"), Asked(verb, "b")):
                yield (merge, step), born, stage
                yield (step, merge), born, stage
                yield (merge, step, leave), born, stage
            yield (Asked(verb, "b"), leave), born, stage
            yield (leave, merge), born, stage
