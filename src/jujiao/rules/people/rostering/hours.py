"""Hours of work (劳动法 36, 38, 41, 44): normal hours, overtime of a calendar month, days and weeks. Days, weeks and
months are those of Shanghai; all sums are in minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jujiao.rules.clocks import ONE_DAY, SHANGHAI, midnight
from jujiao.rules.people.duty import A_DAY, Span, days_of
from jujiao.rules.people.rostering.problem import Person, Problem

MINUTE = timedelta(minutes=1)
NORMAL = A_DAY // MINUTE
"""Minutes of a working day (劳动法 36)."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Terms:
    """What one person's duties are measured by: the days from `first` to `last`, both included, and what `Problem` and
    `Person` hold for them. For what happened in a month these are its days, without a roster."""

    first: date
    last: date
    working_days: frozenset[date]
    holidays: frozenset[date]
    overtime_minutes: int
    holidays_count: bool = True
    away: tuple[Span, ...] = ()
    no_night: frozenset[date] = frozenset()
    no_overtime: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class MonthHours:
    """A person's minutes of the calendar month that begins on `month`: `normal` those of its working days, `worked` all
    work, `on_holidays` the part on public holidays, `overtime` what counts against the most of a month."""

    month: date
    normal: int
    worked: int
    on_holidays: int
    overtime: int


def terms_of(problem: Problem, person: Person) -> Terms:
    """The terms of one person in a roster."""
    return Terms(
        problem.first, problem.last, problem.working_days, problem.holidays, problem.overtime_minutes,
        problem.holidays_count, person.away, person.no_night, person.no_overtime,
    )  # fmt: skip


def normal_minutes(days: Iterable[date], working_days: frozenset[date]) -> int:
    """劳动法 36: 8 hours for each working day of the calendar among the days."""
    return NORMAL * sum(day in working_days for day in days)


def month_hours(month: date, duties: Iterable[Span], terms: Terms) -> MonthHours:
    """劳动法 41, 44(3): the hours of the calendar month that a day lies in.

    The part of it inside the terms' days and the part outside are each compared with the normal hours of their own
    days, so that a roster owes nothing to what lies before it. Work on public holidays is paid apart, and overtime from
    its first minute where `holidays_count`."""
    worked = on_holidays = inside = outside = 0
    for duty in duties:
        for day, minutes in minutes_by_day(duty):
            if first_of(day) != first_of(month):
                continue
            worked += minutes
            if day in terms.holidays:
                on_holidays += minutes
            elif terms.first <= day <= terms.last:
                inside += minutes
            else:
                outside += minutes
    days = month_days(month)
    normal = normal_minutes(days, terms.working_days)
    normal_inside = normal_minutes((day for day in days if terms.first <= day <= terms.last), terms.working_days)
    over = max(0, inside - normal_inside) + max(0, outside - (normal - normal_inside))
    counted = on_holidays if terms.holidays_count else 0
    return MonthHours(first_of(month), normal, worked, on_holidays, over + counted)


def minutes_by_day(duty: Span) -> Iterator[tuple[date, int]]:
    """The local days of which a duty has a part, with its whole minutes on each."""
    for day in days_of(duty):
        yield day, duty.within(midnight(day), midnight(day + ONE_DAY)) // MINUTE


def start_day(duty: Span) -> date:
    """The local day on which a duty begins: the one that it counts to."""
    return duty.start.astimezone(SHANGHAI).date()


def days_between(first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def months_between(first: date, last: date) -> list[date]:
    """The first days of the calendar months that the days touch."""
    return list(dict.fromkeys(first_of(day) for day in days_between(first, last)))


def mondays_between(first: date, last: date) -> list[date]:
    """The Mondays of the weeks that the days touch, and of the week into which a duty of the last one may reach."""
    return list(dict.fromkeys(monday_of(day) for day in days_between(first, last + ONE_DAY)))


def month_days(day: date) -> list[date]:
    """All days of the calendar month that a day lies in."""
    first = first_of(day)
    return days_between(first, first_of(first + timedelta(days=31)) - ONE_DAY)


def week_days(monday: date) -> list[date]:
    """The seven days of a week."""
    return days_between(monday, monday + timedelta(days=WEEK_DAYS - 1))


def first_of(day: date) -> date:
    return day.replace(day=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
