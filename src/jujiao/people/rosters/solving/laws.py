"""The rules of one person as constraints over what they may do. What is broken outside the roster already is not the
roster's to mend: it only must not become worse.

Only the process that searches imports this."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

from ortools.sat.python import cp_model

from jujiao.people.rosters.solving.columns import Column
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.people.duty import A_DAY, A_WEEK, REST, Span, by_night, days_of
from jujiao.rules.people.rostering.hours import (
    MINUTE,
    Terms,
    first_of,
    minutes_by_day,
    monday_of,
    mondays_between,
    month_days,
    month_hours,
    months_between,
    normal_minutes,
    week_days,
)
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Person

NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Choices:
    """What one person may do: the columns by number, with a variable each; `without`: rules that are left out."""

    cp: cp_model.CpModel
    person: Person
    terms: Terms
    spans: Mapping[int, Span]
    does: Mapping[int, cp_model.IntVar]
    without: frozenset[Rule] = frozenset()

    @property
    def rest(self) -> timedelta:
        return NO_TIME if Rule.REST in self.without else REST


def possible(column: Column, person: Person, without: Collection[Rule] = ()) -> bool:
    """Whether a duty, for itself, breaks no rule for somebody: leave, a bar of nights, the rest to those outside."""
    span, rest = column.span, NO_TIME if Rule.REST in without else REST
    if any(span.within(leave.start, leave.end) for leave in person.away):
        return False
    if by_night(span) and not person.no_night.isdisjoint(days_of(span)):
        return False
    return not any(span.start < other.end + rest and other.start < span.end + rest for other in person.before)


def keep(one: Choices) -> None:
    """Adds every rule for one person."""
    for clique in _cliques(one.spans, one.rest):
        one.cp.add_at_most_one(one.does[number] for number in clique)
    if Rule.WEEK not in one.without:
        _keep_weeks(one)
    for month in months_between(one.terms.first, one.terms.last):
        _keep_month(one, month)
    if one.terms.no_overtime:
        _keep_normal_hours(one)


def _cliques(spans: Mapping[int, Span], rest: timedelta) -> Iterator[list[int]]:
    """The largest sets of duties of which nobody does two, for the rest between them."""
    active: list[int] = []
    for number, span in sorted(spans.items(), key=lambda item: item[1].start):
        still = [other for other in active if spans[other].end + rest > span.start]
        if len(still) < len(active):
            yield active
        active = [*still, number]
    if active:
        yield active


def _keep_weeks(one: Choices) -> None:
    """劳动法 38: a whole day without work from Monday to Sunday."""
    worked = {day for duty in one.person.before for day in days_of(duty)}
    touching: dict[date, dict[int, Span]] = defaultdict(dict)
    for number, span in one.spans.items():
        for day in days_of(span):
            touching[day][number] = span
    for monday in mondays_between(one.terms.first, one.terms.last):
        free = [day for day in week_days(monday) if day not in worked]
        if not free or any(day not in touching for day in free):
            continue
        rests = []
        for day in free:
            rest = one.cp.new_bool_var("")
            for clique in _cliques(touching[day], one.rest):
                one.cp.add_at_most_one([rest, *(one.does[number] for number in clique)])
            rests.append(rest)
        one.cp.add_bool_or(rests)


def _keep_month(one: Choices, month: date) -> None:
    """劳动法 41: the overtime of a calendar month. It is a sum of parts that are never below zero, each of which counts
    or does not: so it is kept below the most where every choice of parts is."""
    terms = one.terms
    days = month_days(month)
    inside = {day for day in days if terms.first <= day <= terms.last}
    normal = normal_minutes(inside, terms.working_days)
    normals = {"inside": normal, "outside": normal_minutes(days, terms.working_days) - normal}

    def part_of(day: date) -> str | None:
        if first_of(day) != month:
            return None
        return "holidays" if day in terms.holidays else "inside" if day in inside else "outside"

    before, sums = _sums(one, part_of)
    always = ["holidays"] if terms.holidays_count else []
    most = max(terms.overtime_minutes, month_hours(month, one.person.before, terms).overtime)
    for chosen in ([], ["inside"], ["outside"], ["inside", "outside"]):
        names = [*chosen, *always]
        weights: Counter[int] = Counter()
        for name in names:
            weights.update(sums[name])
        _keep_below(one, weights, most + sum(normals.get(name, 0) - before[name] for name in names))


def _keep_normal_hours(one: Choices) -> None:
    """女职工劳动保护特别规定 6, 9: a duty that has a part of a barred day makes no overtime, neither on its days nor in
    its weeks."""
    barred = one.terms.no_overtime
    start, end = midnight(one.terms.first), midnight(one.terms.last + ONE_DAY)
    outside = [duty for duty in one.person.before if duty.within(start, end) and not barred.isdisjoint(days_of(duty))]
    inside = {number: span for number, span in one.spans.items() if not barred.isdisjoint(days_of(span))}
    bounds: tuple[tuple[Callable[[date], date], timedelta], ...] = ((_itself, A_DAY), (monday_of, A_WEEK))
    for by, length in bounds:
        before, sums = _sums(one, by)
        most = length // MINUTE
        for bound in {by(day) for duty in outside for day in days_of(duty)}:
            _keep_below(one, sums[bound], max(0, most - before[bound]))
        for number, span in inside.items():
            for bound in {by(day) for day in days_of(span)}:
                _keep_below(one, sums[bound], most - before[bound], number)


def _sums[Key](
    one: Choices, by: Callable[[date], Key | None]
) -> tuple[Counter[Key | None], dict[Key | None, Counter[int]]]:
    """Minutes by what `by` says of each day: of the duties outside the roster, and of each column."""
    before: Counter[Key | None] = Counter()
    sums: dict[Key | None, Counter[int]] = defaultdict(Counter)
    for duty in one.person.before:
        for day, minutes in minutes_by_day(duty):
            before[by(day)] += minutes
    for number, span in one.spans.items():
        for day, minutes in minutes_by_day(span):
            sums[by(day)][number] += minutes
    return before, sums


def _itself(day: date) -> date:
    return day


def _keep_below(one: Choices, weights: Mapping[int, int], most: int, where: int | None = None) -> None:
    """Their sum is at most `most`: always, or where a column is done."""
    if sum(weights.values()) <= most:
        return
    unit = gcd(*weights.values())
    total = cp_model.LinearExpr.weighted_sum(
        [one.does[number] for number in weights], [weight // unit for weight in weights.values()]
    )
    kept = one.cp.add(total <= most // unit)
    if where is not None:
        kept.only_enforce_if(one.does[where])
