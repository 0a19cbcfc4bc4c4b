"""What counting tells of a roster before any search: where it cannot be done, and where only with overtime.

All that is counted are bounds from above, so what it calls impossible is; what it cannot see the search finds."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jujiao.rules.errors import gettext_noop
from jujiao.rules.people.duty import Span, by_night
from jujiao.rules.people.rostering.breaches import hours, newly_broken
from jujiao.rules.people.rostering.flow import too_much
from jujiao.rules.people.rostering.hours import (
    MINUTE,
    minutes_by_day,
    monday_of,
    month_days,
    months_between,
    start_day,
    terms_of,
)
from jujiao.rules.people.rostering.problem import NeedKey, PersonKey, Problem
from jujiao.rules.people.rostering.reach import left_of_month, most_of_day, most_of_week, open_to


class CountedBy(StrEnum):
    """What was counted."""

    FIXED = "fixed"
    DAY = "day"
    NIGHTS = "nights"
    WEEK = "week"
    MONTH = "month"


DAY = gettext_noop("On %(day)s: %(needed)s duties (%(posts)s), %(people)s people there for them.")
NIGHTS = gettext_noop(
    "In the week of %(day)s: %(needed)s duties by night (%(posts)s), %(people)s people give %(most)s at most."
)
WEEK = gettext_noop(
    "In the week of %(day)s: %(needed)s duties (%(posts)s), %(people)s people with a day of rest give %(most)s."
)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Something that counting found: an English sentence to be translated and filled from `params`, in which days and
    moments are to be put into words, `person` is an employee's id, `posts` are the posts' ids, and `why` is a Breach.
    `impossible` False is only worth knowing: it can be done, with overtime."""

    by: CountedBy
    impossible: bool
    message: str
    params: Mapping[str, object]

    def __str__(self) -> str:
        return self.message % self.params


def shortages(problem: Problem) -> list[Shortage]:
    """All that counting finds, what makes the roster impossible first."""
    counted = _Counted(problem)
    found = [*_fixed(problem), *_days(counted)]
    found += _weeks(counted, CountedBy.NIGHTS, NIGHTS, found, by_night)
    found += _weeks(counted, CountedBy.WEEK, WEEK, found)
    found += _months(counted)
    return sorted(found, key=lambda one: not one.impossible)


class _Counted:
    """A problem with who is there for each need, whatever they are planned for besides."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.spans = {key: need.span for key, need in enumerate(problem.needs)}
        self.open = {person.id: open_to(person, problem) | person.fixed for person in problem.people}
        self.may: dict[NeedKey, list[PersonKey]] = {need: [] for need in self.spans}
        for person, needs in self.open.items():
            for need in needs:
                self.may[need].append(person)

    def asked(self, needs: frozenset[NeedKey]) -> dict[NeedKey, int]:
        return {need: self.problem.needs[need].count for need in sorted(needs)}

    def own(self, person: PersonKey, needs: frozenset[NeedKey]) -> dict[NeedKey, Span]:
        """Those of the needs that somebody is there for."""
        return {need: self.spans[need] for need in sorted(needs & self.open[person])}

    def by(self, key: Callable[[date], date], only: Callable[[Span], bool] = bool) -> dict[date, frozenset[NeedKey]]:
        """Needs by the day, week or month in which they begin."""
        found: dict[date, set[NeedKey]] = defaultdict(set)
        for need, span in self.spans.items():
            if only(span):
                found[key(start_day(span))].add(need)
        return {day: frozenset(found[day]) for day in sorted(found)}


def _fixed(problem: Problem) -> Iterator[Shortage]:
    """Duties that are to stay and break a rule themselves, or are more than a need takes."""
    for person in problem.people:
        stays = [problem.needs[need].span for need in sorted(person.fixed)]
        for breach in newly_broken(person.before, [*person.before, *stays], terms_of(problem, person)):
            message = gettext_noop("What is fixed for %(person)s breaks a rule: %(why)s")
            yield Shortage(CountedBy.FIXED, True, message, {"person": person.id, "why": breach})
        for need in sorted(person.fixed - person.may):
            said = {"person": person.id, "start": problem.needs[need].span.start}
            message = gettext_noop("%(person)s is fixed for the duty at %(start)s without meeting its demands.")
            yield Shortage(CountedBy.FIXED, True, message, said)
    for key, each in enumerate(problem.needs):
        people = sum(key in person.fixed for person in problem.people)
        if people > each.count:
            numbers = {"start": each.span.start, "people": people, "needed": each.count, "posts": (each.post_id,)}
            message = gettext_noop(
                "For the duty at %(start)s (%(posts)s) %(people)s people are fixed, %(needed)s are needed."
            )
            yield Shortage(CountedBy.FIXED, True, message, numbers)


def _days(counted: _Counted) -> Iterator[Shortage]:
    """Duties of a day for which too few people are there who may do them."""
    for day, needs in counted.by(lambda day: day).items():
        gives = {person: most_of_day([*counted.own(person, needs).values()]) for person in counted.open}
        yield from _short(counted, CountedBy.DAY, DAY, (day, needs), gives)


def _weeks(
    counted: _Counted,
    by: CountedBy,
    message: str,
    known: Collection[Shortage],
    only: Callable[[Span], bool] = bool,
) -> list[Shortage]:
    """劳动法 38: duties of a week that are more than people give who rest for a day of it. Left out where one of its
    days, or its nights alone, are `known` to be too much."""
    told = {monday_of(day) for one in known if isinstance(day := one.params.get("day"), date)}
    found: list[Shortage] = []
    for monday, needs in counted.by(monday_of, only).items():
        if monday not in told:
            gives = {
                person.id: most_of_week(person, monday, counted.own(person.id, needs))
                for person in counted.problem.people
            }
            found += _short(counted, by, message, (monday, needs), gives)
    return found


def _short(
    counted: _Counted,
    by: CountedBy,
    message: str,
    when: tuple[date, frozenset[NeedKey]],
    gives: Mapping[PersonKey, int],
) -> Iterator[Shortage]:
    day, needs = when
    asked = counted.asked(needs)
    if (found := too_much(asked, counted.may, gives)) is not None:
        said = {
            "day": day,
            "needed": sum(asked[need] for need in found.tasks),
            "posts": tuple(sorted({counted.problem.needs[need].post_id for need in found.tasks})),
            "people": len(found.people),
            "most": sum(gives[person] for person in found.people),
        }
        yield Shortage(by, True, message, said)


def _months(counted: _Counted) -> Iterator[Shortage]:
    """劳动法 36, 41: what a month asks for, and what people give without overtime and with all that is allowed."""
    problem = counted.problem
    for month in months_between(problem.first, problem.last):
        days = [day for day in month_days(month) if problem.first <= day <= problem.last]
        asked = {need: minutes for need in counted.spans if (minutes := _minutes(counted, need, days))}
        unit = _same_length(counted, asked)
        for overtime in (True, False):
            gives = {
                person.id: left_of_month(terms_of(problem, person), month, days, person, overtime=overtime) // unit
                for person in problem.people
            }
            found = too_much({need: minutes // unit for need, minutes in asked.items()}, counted.may, gives)
            if found is not None:
                yield _short_month(counted, month, days, {need: asked[need] for need in found.tasks}, found.people)
                break


def _short_month(
    counted: _Counted, month: date, days: list[date], asked: Mapping[NeedKey, int], people: frozenset[PersonKey]
) -> Shortage:
    unit = _same_length(counted, asked)
    some = [person for person in counted.problem.people if person.id in people]
    normal, most = (
        sum(
            left_of_month(terms_of(counted.problem, person), month, days, person, overtime=overtime) // unit
            for person in some
        )
        for overtime in (False, True)
    )
    needed = sum(asked.values()) // unit
    said = {"month": month.month, "year": month.year, "people": len(some)}
    numbers = {"needed": needed, "normal": normal, "most": most}
    if unit == 1:
        message = gettext_noop(
            "In month %(month)s of %(year)s: %(needed)s h are needed, %(people)s people give %(normal)s h without"
            " overtime, %(most)s h with all that is allowed."
        )
        numbers_said = {name: hours(minutes * MINUTE) for name, minutes in numbers.items()}
        return Shortage(CountedBy.MONTH, needed > most, message, {**said, **numbers_said})
    message = gettext_noop(
        "In month %(month)s of %(year)s: %(needed)s duties are needed, %(people)s people give %(normal)s without"
        " overtime, %(most)s with all that is allowed."
    )
    return Shortage(CountedBy.MONTH, needed > most, message, {**said, **numbers})


def _minutes(counted: _Counted, need: NeedKey, days: list[date]) -> int:
    """What a need asks for on these days; public holidays only where they take of the overtime."""
    problem = counted.problem
    counts = set(days) if problem.holidays_count else set(days) - problem.holidays
    return problem.needs[need].count * sum(
        minutes for day, minutes in minutes_by_day(counted.spans[need]) if day in counts
    )


def _same_length(counted: _Counted, asked: Mapping[NeedKey, int]) -> int:
    """The minutes of a duty where all are as long, and lie in these days as a whole, so that they can be counted as
    duties; else 1, for minutes."""
    needs = counted.problem.needs
    lengths = {(needs[need].span.end - needs[need].span.start) // MINUTE for need in asked}
    whole = all(asked[need] == needs[need].count * length for need in asked for length in lengths)
    return lengths.pop() if len(lengths) == 1 and whole else 1
