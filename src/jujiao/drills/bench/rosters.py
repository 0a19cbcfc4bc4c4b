"""How long a roster takes: until it is proved the best, and until a stop is answered; and 200 random ones, checked.

Processor time is said beside the time on the clock, which other work on the machine makes longer."""

import resource
import statistics
import sys
import time
from typing import Final

from jujiao.drills.bench.table import Figure
from jujiao.people.rosters.solving.proof.checking import faults
from jujiao.people.rosters.solving.proof.rosters import eight_people, random_roster, thirty_people
from jujiao.people.rosters.solving.running import search
from jujiao.rules.people.rostering.problem import Found, Problem

SEEDS: Final = (1, 2, 3, 4, 5)
SECONDS: Final = 60
RANDOM_SECONDS: Final = 5
EIGHT, THIRTY, STOPS = 2.0, 15.0, 1.0
"""Seconds that they may take."""
SOLVER: Final = frozenset({"ortools", "numpy", "pandas"})


def measure(random_ones: int) -> list[Figure]:
    """The figures; so many random rosters are made."""
    eight, thirty = eight_people(), thirty_people()
    figures = [*_proved("8 people, 28 days, 3 posts", eight, EIGHT), *_proved("30, 28 days, 20 a day", thirty, THIRTY)]
    waits = [_stopped(thirty, seed) for seed in SEEDS]
    figures.append(Figure("a stop is answered, slowest of 5", max(waits), "s", STOPS))
    figures.append(Figure("modules of the solver in this process", len(SOLVER & {*sys.modules}), "", 0))
    return figures + _random(random_ones)


def _proved(name: str, problem: Problem, most: float) -> list[Figure]:
    """By the searching process's own clock, which begins once the solver is imported."""
    seconds, processor, proved = [], [], 0
    for seed in SEEDS:
        before = _processor()
        found = search(problem, seed=seed, seconds=SECONDS, hear=_nothing)
        proved += found.assignments is not None and found.cost == found.bound
        seconds.append(found.seconds)
        processor.append(_processor() - before)
    return [
        Figure(f"{name}: proved the best, of 5 seeds", proved, "", least=len(SEEDS)),
        Figure(f"{name}: median", statistics.median(seconds), "s"),
        Figure(f"{name}: slowest", max(seconds), "s", most),
        Figure(f"{name}: processor with the import, median", statistics.median(processor), "s"),
        Figure(f"{name}: processor, slowest", max(processor), "s"),
    ]


def _stopped(problem: Problem, seed: int) -> float:
    """Seconds from the first roster, at which somebody stops the search, to the answer."""
    heard: list[float] = []

    def hear(found: Found) -> None:
        if found.assignments is not None and not heard:
            heard.append(time.monotonic())

    search(problem, seed=seed, seconds=SECONDS, hear=hear, stop=lambda: bool(heard))
    return time.monotonic() - heard[0] if heard else 0.0


def _random(number: int) -> list[Figure]:
    made = impossible = broken = 0
    for seed in range(number):
        problem = random_roster(seed)
        found = search(problem, seed=1, seconds=RANDOM_SECONDS, hear=_nothing)
        made += found.assignments is not None
        impossible += found.impossible
        broken += bool(found.assignments is not None and faults(problem, found.assignments))
    return [
        Figure(f"random rosters of {number} made", made, ""),
        Figure("random rosters found impossible", impossible, ""),
        Figure("random rosters in which the checker finds a breach", broken, "", 0),
    ]


def _processor() -> float:
    """Seconds of processor of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _nothing(_found: Found) -> None:
    """Nobody listens."""
