"""What a fair share is: of minutes, nights and days off, for those who share the same duties."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import gcd

from jujiao.people.rosters.solving.columns import Column
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.people.duty import by_night
from jujiao.rules.people.rostering.hours import MINUTE, NORMAL, start_day
from jujiao.rules.people.rostering.problem import Person, PersonKey, Problem


class Fairness(StrEnum):
    """What is shared out evenly."""

    TOTALS = "totals"
    NIGHTS = "nights"
    WEEKENDS = "weekends"


COSTS = {Fairness.TOTALS: 1, Fairness.NIGHTS: NORMAL, Fairness.WEEKENDS: NORMAL}
"""What a difference of one costs, in minutes: a night more, or a day off more, is as much as a duty more."""


@dataclass(frozen=True, slots=True)
class Shares:
    """One thing shared among people: `weights` of the columns that count, and what they make in all (`total`), by units
    of which each is `minutes` of cost.

    `excused`: what an absence counts for, so that nobody catches up on it. `owed`: those who could come to a whole
    share; who cannot (barred from nights, able to do little) does not hold the others down."""

    of: Fairness
    minutes: int
    people: tuple[PersonKey, ...]
    weights: dict[int, int]
    total: int
    excused: dict[PersonKey, int]
    owed: frozenset[PersonKey]

    @property
    def most(self) -> int:
        """Whoever has most has at least so much: no division can be evener."""
        return -(-(self.total + sum(self.excused.values())) // len(self.people))

    @property
    def least(self) -> int:
        """Whoever has least of those who are owed a share has at most so much."""
        return (self.total + sum(self.excused[key] for key in self.owed)) // max(1, len(self.owed))


def shares_of(problem: Problem, columns: Sequence[Column]) -> list[Shares]:
    """The shares of each group of people that no duty connects with others."""
    counts: dict[Fairness, Callable[[Column], int]] = {
        Fairness.TOTALS: lambda column: (column.span.end - column.span.start) // MINUTE,
        Fairness.NIGHTS: lambda column: int(by_night(column.span)),
        Fairness.WEEKENDS: lambda column: int(start_day(column.span) not in problem.working_days),
    }
    people = {person.id: person for person in problem.people}
    found = []
    for group, numbers in _groups(columns):
        for of, count in counts.items():
            weights = {number: weight for number in numbers if (weight := count(columns[number]))}
            if weights and len(group) > 1:
                found.append(_shares(of, [people[key] for key in sorted(group)], weights, columns, problem))
    return found


def _shares(
    of: Fairness, group: Sequence[Person], weights: dict[int, int], columns: Sequence[Column], problem: Problem
) -> Shares:
    unit = gcd(*weights.values())
    weights = {number: weight // unit for number, weight in weights.items()}
    total = sum(weight * columns[number].count for number, weight in weights.items())
    there = {person.id: _there(person, problem) for person in group}
    whole = Fraction(total) / (sum(there.values()) or 1)
    excused = {key: round(whole * (1 - part)) for key, part in there.items()}
    owed = {person.id for person in group if _reach(person, weights, columns) + excused[person.id] >= whole}
    return Shares(of, unit * COSTS[of], tuple(there), weights, total, excused, frozenset(owed))


def _groups(columns: Sequence[Column]) -> list[tuple[set[PersonKey], list[int]]]:
    """People whom a column connects, with the columns."""
    groups: list[tuple[set[PersonKey], list[int]]] = []
    for number, column in enumerate(columns):
        touched = [group for group in groups if not group[0].isdisjoint(column.people)]
        groups = [group for group in groups if group not in touched]
        joined = set(column.people).union(*(group[0] for group in touched))
        groups.append((joined, [*(each for group in touched for each in group[1]), number]))
    return groups


def _there(person: Person, problem: Problem) -> Fraction:
    """The part of the roster's time for which somebody is not on leave."""
    start, end = midnight(problem.first), midnight(problem.last + ONE_DAY)
    away = sum((leave.within(start, end) for leave in person.away), timedelta(0))
    return max(Fraction(0), 1 - Fraction(away // MINUTE, (end - start) // MINUTE))


def _reach(person: Person, weights: dict[int, int], columns: Collection[Column] | Sequence[Column]) -> int:
    """At most so much somebody could do, by one duty a day."""
    best: dict[date, int] = {}
    for number, column in enumerate(columns):
        barred = by_night(column.span) and start_day(column.span) in person.no_night
        away = any(column.span.within(leave.start, leave.end) for leave in person.away)
        if person.id in column.people and number in weights and not (barred or away):
            day = start_day(column.span)
            best[day] = max(best.get(day, 0), weights[number])
    return sum(best.values())
