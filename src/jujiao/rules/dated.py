"""The third clock: calendar days and named dates. Each is due at 24:00 local of its last day.

Where the law counts (民法典 203), a last day that is a day off moves to the next working day; each kind of promise says
whether it does, by `rolls`.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from jujiao.rules.clocks import (
    LONGEST_SPAN,
    ONE_DAY,
    Calendar,
    CalendarDay,
    DayCount,
    Due,
    Reason,
    assumed,
    end_of_day,
    local,
    working_days,
)
from jujiao.rules.errors import OutOfReach

LONGEST_HOLIDAY = 30
"""Days after which a row of days off is no holiday but a calendar gone wrong."""


def calendar_days(event_at: datetime, n: int, calendar: Calendar, *, rolls: bool = False) -> Due:
    """民法典 201(1), 203: the day of the event is day 0; due when the n-th day after it ends, weekends counted too."""
    if n < 1:
        raise ValueError("a term has at least one day")
    if n > LONGEST_SPAN.days:
        raise OutOfReach
    day = local(event_at).date()
    days = [DayCount(day, False, 0, Reason.EVENT_DAY)]
    days += [DayCount(day + i * ONE_DAY, True, i, Reason.CALENDAR_DAY) for i in range(1, n + 1)]
    return _ending(days, calendar, rolls)


def months_before(day: date, months: int) -> date:
    """The same day so many months before, of a shorter month its last one."""
    return _in_month(day, day.day, -months)


def day_of_month(start: datetime, day: int, calendar: Calendar, *, rolls: bool = False) -> Due:
    """2.3.2: due when that day of the month ends, of the next month where the start lies behind it; the 31st of a short
    month is its last day. Due on the day of the start itself where that is the day."""
    begun = local(start).date()
    last = next(found for found in (_in_month(begun, day, months) for months in (0, 1)) if found >= begun)
    days = [DayCount(begun + timedelta(i), True, None, Reason.CALENDAR_DAY) for i in range((last - begun).days + 1)]
    return _ending(days, calendar, rolls)


def working_day_of_month(start: datetime, n: int, calendar: Calendar) -> Due:
    """2.1.1: due when the n-th working day of the month ends, of the next month where the start lies behind it.

    The days are those of that month from the start on, each working day with its place in the month."""
    begun = local(start).date()
    for months in (0, 1):
        first = _in_month(begun, 1, months)
        due = working_days(end_of_day(first - 2 * ONE_DAY), n, calendar)
        if due.days[-1].date >= begun:
            return replace(due, days=tuple(day for day in due.days[1:] if day.date >= begun))
    raise OutOfReach


def _ending(days: list[DayCount], calendar: Calendar, rolls: bool) -> Due:
    """The due time when the last of `days` ends, or, where it may not be a day off, the next working day."""
    if not rolls:
        return Due(end_of_day(days[-1].date), provisional=False, days=tuple(days))
    last = days.pop()
    entry, known = _look(calendar, last.date)
    if entry.works:
        return Due(end_of_day(last.date), not known, (*days, last))
    days.append(DayCount(last.date, True, last.number, entry.reason, entry.name_zh, entry.name_en))
    provisional = not known
    for i in range(1, LONGEST_HOLIDAY):
        entry, known = _look(calendar, last.date + i * ONE_DAY)
        provisional = provisional or not known
        if entry.works:
            days.append(DayCount(entry.date, True, None, Reason.MOVED_HERE))
            return Due(end_of_day(entry.date), provisional, tuple(days))
        days.append(DayCount(entry.date, False, None, entry.reason, entry.name_zh, entry.name_en))
    raise OutOfReach


def _look(calendar: Calendar, day: date) -> tuple[CalendarDay, bool]:
    """The entry of a date, and whether it is known or only judged by its weekday."""
    entry = calendar.day(day)
    return (entry, True) if entry else (assumed(day), False)


def _in_month(day: date, wanted: int, months: int) -> date:
    """The `wanted` day of the month that lies `months` after that of `day`, its last one where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))
