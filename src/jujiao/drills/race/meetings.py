"""What two or three people ask for at one moment of complaints that are, or come to be, handled together.

The complaints are a, b and c; d is a double of b from the start. Which of them is the oldest decides in which order
their rows are locked, so each meeting stands there with several orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, permutations

from jujiao.drills.race.steps import RACED, legal
from jujiao.rules.service.complaint_steps import OF_THE_GROUP

STAGES = ("accepted", "dispatched", "registered")
BESIDE = [verb for verb in RACED if verb not in {"merge", "rate"}]
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
    for all of them meanwhile; with `leaves`, whoever has b in hand leaves, and it goes back to the department."""

    asked: tuple[Asked, ...]
    born: str
    stage: str
    held: bool
    page: bool
    alarms: bool
    leaves: bool = False

    def __str__(self) -> str:
        way = f"{self.born}, {self.stage}, {'one after the other' if self.held else 'at once'}"
        leaving = " while its handler leaves" if self.leaves else ""
        return f"{' and '.join(map(str, self.asked))}{leaving} ({way}, {'page' if self.page else 'API'})"


def meetings() -> Iterator[Meeting]:
    """All of them, about two thousand: pages and the API by turns, alarms with each third."""
    numbers = count()
    for asked, born, stage in _all():
        for held in (True, False):
            number = next(numbers)
            yield Meeting(asked, born, stage, held, page=number % 4 > 1, alarms=number % 3 == 0)
    for asked, born in _somebody_leaves():
        for held in (True, False):
            number = next(numbers)
            yield Meeting(asked, born, "accepted", held, page=number % 4 > 1, alarms=number % 3 == 0, leaves=True)


def _all() -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    for stage in STAGES:
        yield from _a_merge_and_a_step(stage)
        yield from _merges(stage)
        yield from _a_group_moves(stage)
        yield from _somebody_is_named(stage)


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
    for verb in sorted(verb for verb in OF_THE_GROUP if verb in RACED and legal(verb, stage)):
        for born in ("bdc", "cdb", "dbc", "dcb"):
            for step in (Asked(verb, "c"), Asked(verb, "b")):
                yield (merge, step), born, stage
                yield (step, merge), born, stage
                yield (merge, step, leave), born, stage
            yield (Asked(verb, "b"), leave), born, stage
            yield (leave, merge), born, stage


def _somebody_is_named(stage: str) -> Iterator[tuple[tuple[Asked, ...], str, str]]:
    """It turns out whom b, or its double, is about, while somebody takes a step on the other one, or b goes along
    with a."""
    for name, other in (("d", "b"), ("b", "d")):
        steps = [Asked(verb, other) for verb in ("resolve", "reassign", "dispatch", "withdraw") if legal(verb, stage)]
        for step in (*steps, Asked("merge", "b", "a")):
            for born in ("dba", "abd"):
                yield (Asked("name", name), step), born, stage
                yield (step, Asked("name", name)), born, stage


def _somebody_leaves() -> Iterator[tuple[tuple[Asked, ...], str]]:
    """Whoever has b in hand leaves, while somebody takes a step on it or on its double, or something is merged."""
    steps = [Asked(verb, on) for verb in ("resolve", "reassign", "name", "withdraw") for on in "bd"]
    merges = [Asked("merge", "a", "b"), Asked("merge", "b", "a"), Asked("unmerge", "d")]
    for step in (*[step for step in steps if step.on == "b" or step.verb in {"name", "withdraw"}], *merges):
        for born in ("dba", "abd"):
            yield (step,), born
