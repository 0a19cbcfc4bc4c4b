"""The clocks of the regulation: elapsed time and working days. The third, by dates, stands in `rules.dated`.

All due times are aware datetimes in Asia/Shanghai; the 24:00 that ends a day is the 00:00 of the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from jujiao.rules.errors import OutOfReach

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
LONGEST_SPAN = timedelta(days=3660)
MOST_WORKING_DAYS = 2500
NEW_YEAR = ("元旦", "New Year's Day")


def midnight(day: date) -> datetime:
    """The instant at which a local day begins."""
    return datetime.combine(day, time.min, SHANGHAI)


class Reason(StrEnum):
    """Why a day counted or did not."""

    EVENT_DAY = "event_day"
    RUNS_THROUGH = "runs_through"
    CALENDAR_DAY = "calendar_day"
    MOVED_HERE = "moved_here"
    WORKING_DAY = "working_day"
    MAKE_UP_DAY = "make_up_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ASSUMED_WORKING_DAY = "assumed_working_day"
    ASSUMED_WEEKEND = "assumed_weekend"
    ASSUMED_HOLIDAY = "assumed_holiday"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date of the working-day calendar.

    `number` is the count of working days up to and including this date, so the n-th working day after it is the
    working day whose number is `number + n`. The names are those of the holiday or of the holiday made up for.
    """

    date: date
    works: bool
    reason: Reason
    number: int
    name_zh: str = ""
    name_en: str = ""


class Calendar(Protocol):
    """The working-day calendar as the clocks see it."""

    def day(self, date: date, /) -> CalendarDay | None:
        """The entry of a date, or None outside the years that are loaded."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """One date on the way to a due time.

    `number` is 0 for the day of the event, 1…n for days that count, else None; elapsed time numbers no days. Of the
    working days of a month it is the place in that month.
    `label` and `label_en` name the holiday, where there is one.
    """

    date: date
    counted: bool
    number: int | None
    reason: Reason
    label: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and how that was counted.

    `provisional`: a day outside the loaded calendar was judged by its weekday alone.
    `agreed`: the time was agreed with the owner instead of counted.
    """

    due_at: datetime
    provisional: bool
    days: tuple[DayCount, ...]
    agreed: bool = False


def elapsed(start: datetime, span: timedelta) -> Due:
    """民法典 201(2): hours and minutes run from the event through nights and holidays, without a pause."""
    begun = local(start)
    if span <= timedelta(0):
        raise ValueError("a span must be longer than nothing")
    if span > LONGEST_SPAN:
        raise OutOfReach
    due_at = (begun.astimezone(UTC) + span).astimezone(SHANGHAI)
    return Due(due_at, provisional=False, days=_touched(begun, due_at))


def agreed(start: datetime, agreed_due_at: datetime) -> Due:
    """3.2.2: a time agreed with the owner, with every date from the agreement up to it."""
    begun, due_at = local(start), local(agreed_due_at)
    if due_at <= begun:
        raise ValueError("an agreed time must lie after its start")
    if due_at - begun > LONGEST_SPAN:
        raise OutOfReach
    return Due(due_at, provisional=False, days=_touched(begun, due_at), agreed=True)


def working_days(event_at: datetime, n: int, calendar: Calendar) -> Due:
    """民法典 201(1), 203: the day of the event is day 0; due at 24:00 local of the n-th working day after it."""
    if n < 1:
        raise ValueError("a term has at least one working day")
    if n > MOST_WORKING_DAYS:
        raise OutOfReach
    event_day = local(event_at).date()
    entry = calendar.day(event_day)
    names = (entry.name_zh, entry.name_en) if entry else ("", "")
    days = [DayCount(event_day, False, 0, Reason.EVENT_DAY, *names)]
    counted = 0
    provisional = False
    for day in _following(event_day, at_most=n * 2 + 400):
        entry = calendar.day(day)
        provisional = provisional or entry is None
        entry = entry or assumed(day)
        counted += entry.works
        number = counted if entry.works else None
        days.append(DayCount(day, entry.works, number, entry.reason, entry.name_zh, entry.name_en))
        if counted == n:
            return Due(end_of_day(day), provisional, tuple(days))
    raise OutOfReach


def is_late(due_at: datetime, done_at: datetime | None, now: datetime) -> bool:
    """Late is `coalesce(done_at, now) > due_at`; done at the due time itself is kept."""
    return (now if done_at is None else done_at) > due_at


def end_of_day(day: date) -> datetime:
    """24:00 local of `day`, as the 00:00 of the next."""
    return datetime.combine(day + ONE_DAY, time.min, SHANGHAI)


def as_24h(due_at: datetime) -> tuple[date, str]:
    """The local date and clock time to show: midnight is 24:00 of the day that it ends."""
    local = due_at.astimezone(SHANGHAI)
    if local.time() == time.min:
        return local.date() - ONE_DAY, "24:00"
    return local.date(), f"{local:%H:%M}"


def local(moment: datetime) -> datetime:
    """The moment in Chinese time; ValueError without a time zone, OutOfReach far from today."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    if not 2000 <= moment.year <= 2500:
        raise OutOfReach
    return moment.astimezone(SHANGHAI)


def _touched(start: datetime, end: datetime) -> tuple[DayCount, ...]:
    """Every local date between two moments; a midnight at the end belongs to the day before."""
    first, last = start.date(), as_24h(end)[0]
    return tuple(
        DayCount(first + timedelta(days=i), True, None, Reason.RUNS_THROUGH) for i in range((last - first).days + 1)
    )


def _following(day: date, at_most: int) -> Iterator[date]:
    return (day + timedelta(days=i) for i in range(1, at_most + 1))


def assumed(day: date) -> CalendarDay:
    """A date outside the loaded years: there Monday to Friday counts, but never 1 January, which is off in every year
    (全国年节及纪念日放假办法 2)."""
    if (day.month, day.day) == (1, 1):
        return CalendarDay(day, False, Reason.ASSUMED_HOLIDAY, 0, *NEW_YEAR)
    works = day.weekday() < 5
    return CalendarDay(day, works, Reason.ASSUMED_WORKING_DAY if works else Reason.ASSUMED_WEEKEND, number=0)
