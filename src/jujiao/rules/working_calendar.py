"""A year's working-day calendar: from the State Council's notice to dates, checked, and compared between versions.

Nothing here knows a year by heart: the dates, and the figures that they must add up to, come with the notice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jujiao.rules.clocks import ONE_DAY, CalendarDay, Reason
from jujiao.rules.errors import gettext_noop

MAKE_UP_MESSAGE = gettext_noop("%(date)s is a make-up day but not a Saturday or Sunday.")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: off from `first` to `last`, both included, worked for on the `make_up` days."""

    name_zh: str
    name_en: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()

    def dates(self) -> Iterable[date]:
        """Every date off, in order."""
        return (self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The yearly notice (放假安排), and the sums that its dates must give.

    `statutory_days` is what weekday holidays minus weekend make-up days come to by the law named in
    `expect_source`; `working_days` is the year's total.
    """

    year: int
    title: str
    number: str
    issued: date
    statutory_days: int
    working_days: int
    expect_source: str
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a calendar cannot be loaded: a stable code, and an English sentence to translate, filled from `params`."""

    code: str
    message: str
    params: Mapping[str, object]

    def __str__(self) -> str:
        return self.message % self.params


@dataclass(frozen=True, slots=True)
class Change:
    """One date on which two versions of a calendar differ; None where a version does not have the date."""

    date: date
    before: CalendarDay | None
    after: CalendarDay | None


class CalendarBroken(ValueError):
    """A calendar that must not be loaded, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems))


class LoadedCalendar:
    """A calendar held in memory; it knows the dates it was given and no others."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days = {entry.date: entry for entry in days}

    def day(self, date: date, /) -> CalendarDay | None:
        """The entry of a date, or None outside the years that are loaded."""
        return self._days.get(date)


def read_notice(data: Mapping[str, Any]) -> Notice:
    """Turn the contents of a year's TOML file into a notice; CalendarBroken where it is not in that form."""
    try:
        return Notice(
            year=int(data["year"]),
            title=str(data["notice"]["title"]),
            number=str(data["notice"]["number"]),
            issued=_date(data["notice"]["issued"]),
            statutory_days=int(data["expect"]["statutory_days"]),
            working_days=int(data["expect"]["working_days"]),
            expect_source=str(data["expect"]["source"]),
            holidays=tuple(
                Holiday(
                    name_zh=str(row["name_zh"]),
                    name_en=str(row["name_en"]),
                    first=_date(row["first"]),
                    last=_date(row["last"]),
                    make_up=tuple(_date(day) for day in row.get("make_up", ())),
                )
                for row in data["holiday"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = gettext_noop("The file is not in the form of a year's calendar: %(detail)s.")
        raise CalendarBroken([Problem("form", message, {"detail": error})]) from error


def build(notice: Notice, worked_before: int = 0) -> tuple[CalendarDay, ...]:
    """Every date of the year with its running working-day number, which goes on from `worked_before`."""
    off = {day: holiday for holiday in notice.holidays for day in holiday.dates()}
    made_up = {day: holiday for holiday in notice.holidays for day in holiday.make_up}
    days = []
    number = worked_before
    day = date(notice.year, 1, 1)
    while day.year == notice.year:
        holiday = off.get(day) or made_up.get(day)
        if day in off:
            works, reason = False, Reason.HOLIDAY
        elif day in made_up:
            works, reason = True, Reason.MAKE_UP_DAY
        elif day.weekday() < 5:
            works, reason = True, Reason.WORKING_DAY
        else:
            works, reason = False, Reason.WEEKEND
        number += works
        names = (holiday.name_zh, holiday.name_en) if holiday else ("", "")
        days.append(CalendarDay(day, works, reason, number, *names))
        day += ONE_DAY
    return tuple(days)


def load(data: Mapping[str, Any], worked_before: int = 0) -> tuple[Notice, tuple[CalendarDay, ...]]:
    """Read, build and check a year; CalendarBroken with every problem found, or the notice and its dates."""
    notice = read_notice(data)
    problems = check_notice(notice)
    days = build(notice, worked_before)
    problems += check_days(notice.year, days, notice.statutory_days, notice.working_days, worked_before)
    if problems:
        raise CalendarBroken(problems)
    return notice, days


def check_notice(notice: Notice) -> list[Problem]:
    """What is wrong with the notice's own dates, before they are laid over the year."""
    problems = []
    seen: set[date] = set()
    for holiday in notice.holidays:
        if holiday.last < holiday.first:
            message = gettext_noop("%(name)s ends before it begins.")
            problems.append(Problem("backwards", message, {"name": holiday.name_zh}))
        for day in (*holiday.dates(), *holiday.make_up):
            if day.year != notice.year:
                message = gettext_noop("%(date)s does not lie in %(year)s.")
                problems.append(Problem("wrong_year", message, {"date": day, "year": notice.year}))
            if day in seen:
                message = gettext_noop("%(date)s is named twice.")
                problems.append(Problem("twice", message, {"date": day}))
            seen.add(day)
        problems += [
            Problem("make_up_on_weekday", MAKE_UP_MESSAGE, {"date": day})
            for day in holiday.make_up
            if day.weekday() < 5
        ]
    return problems


def check_days(
    year: int, days: Sequence[CalendarDay], statutory_days: int, working_days: int, worked_before: int = 0
) -> list[Problem]:
    """What is wrong with a year's dates: gaps, order, numbering, make-up days and the two sums."""
    problems = _check_order(year, days)
    for entry in days:
        if entry.reason is Reason.MAKE_UP_DAY and entry.date.weekday() < 5:
            problems.append(Problem("make_up_on_weekday", MAKE_UP_MESSAGE, {"date": entry.date}))
    expected = worked_before
    for entry in days:
        expected += entry.works
        if entry.number != expected:
            message = gettext_noop("The working-day number of %(date)s is %(found)s instead of %(expected)s.")
            params = {"date": entry.date, "found": entry.number, "expected": expected}
            problems.append(Problem("numbering", message, params))
            break
    weekdays_off = sum(1 for entry in days if not entry.works and entry.date.weekday() < 5)
    weekends_worked = sum(1 for entry in days if entry.works and entry.date.weekday() >= 5)
    if weekdays_off - weekends_worked != statutory_days:
        message = gettext_noop(
            "Weekday holidays minus weekend make-up days come to %(found)s instead of %(expected)s days."
        )
        params = {"found": weekdays_off - weekends_worked, "expected": statutory_days}
        problems.append(Problem("statutory_days", message, params))
    worked = sum(1 for entry in days if entry.works)
    if worked != working_days:
        message = gettext_noop("The year comes to %(found)s working days instead of %(expected)s.")
        problems.append(Problem("working_days", message, {"found": worked, "expected": working_days}))
    return problems


def difference(before: Iterable[CalendarDay], after: Iterable[CalendarDay]) -> tuple[Change, ...]:
    """The dates that two versions judge differently, in order; running numbers alone are no difference."""
    old = {entry.date: entry for entry in before}
    new = {entry.date: entry for entry in after}
    return tuple(
        Change(day, old.get(day), new.get(day))
        for day in sorted(old.keys() | new.keys())
        if _judged(old.get(day)) != _judged(new.get(day))
    )


def _judged(entry: CalendarDay | None) -> tuple[object, ...] | None:
    return None if entry is None else (entry.works, entry.reason, entry.name_zh, entry.name_en)


def _check_order(year: int, days: Sequence[CalendarDay]) -> list[Problem]:
    expected = date(year, 1, 1)
    for entry in days:
        if entry.date != expected:
            message = gettext_noop("The dates have a gap or are out of order: %(expected)s is missing.")
            return [Problem("gap", message, {"expected": expected})]
        expected += ONE_DAY
    if expected != date(year + 1, 1, 1):
        message = gettext_noop("The year is not complete: it stops before %(expected)s.")
        return [Problem("gap", message, {"expected": expected})]
    return []


def _date(value: object) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not a date")
    return value
