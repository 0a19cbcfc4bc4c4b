"""What the hours of duties are measured by: the calendar, the rulebook in force, and what somebody's time is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.models import TAKING_TIME, Attendance, Duty
from jujiao.company.estates.models import Estate
from jujiao.company.rulebook.queries import SHIPPED_BY_KEY, figures, in_force
from jujiao.company.staff.queries import today
from jujiao.rules.clocks import ONE_DAY, Reason, midnight
from jujiao.rules.figure import Figure, Figures
from jujiao.rules.people.duty import Span
from jujiao.rules.people.public_holidays import public_holidays
from jujiao.rules.people.rostering.hours import MINUTE, Terms, monday_of, month_days

OVERTIME: Final = "roster.overtime"
HOLIDAYS_COUNT: Final = "roster.holidays_count"
"""Figures of the rulebook: the most overtime of a calendar month; whether work on public holidays counts into it."""
SATURDAY: Final = 5
INSTANT: Final = timedelta(microseconds=1)


def month_terms(estate: Estate, months: Iterable[date], now: datetime) -> Terms:
    """What duties at an estate are measured by in whole calendar months: each that one of the days lies in. Leave and
    bars are not asked here."""
    days = sorted({day for month in months for day in month_days(month)})
    working, holidays = calendar_of(days)
    version = in_force(estate.company_id, now)
    limits = figures(version.pk, estate.pk) if version else Figures(())
    return Terms(
        days[0],
        days[-1],
        working,
        holidays,
        figure_in(limits, OVERTIME).span // MINUTE,
        figure_in(limits, HOLIDAYS_COUNT).value != 0,
    )


def first_and_last(span: Span) -> tuple[date, date]:
    """The local days on which it begins and ends; what ends at midnight ends on the day before."""
    return today(span.start), today(span.end - INSTANT)


def figure_in(limits: Figures, key: str) -> Figure:
    """The figure in force; the one of the law as shipped where the version is older than rosters are."""
    return limits[key] if key in limits else SHIPPED_BY_KEY[key]


def calendar_of(days: Iterable[date]) -> tuple[frozenset[date], frozenset[date]]:
    """The working days and the public holidays among some days. In a year that nobody has published, Monday to Friday
    work; in one whose public holidays are not known here, every day off of the calendar is taken for one."""
    calendar = LoadedCalendar()
    working, holidays = set(), set()
    for day in days:
        public = public_holidays(day.year)
        known = calendar.day(day)
        off = public is not None and day in public
        if off or (public is None and known is not None and known.reason is Reason.HOLIDAY):
            holidays.add(day)
        if known.works if known is not None else not off and day.weekday() < SATURDAY:
            working.add(day)
    return frozenset(working), frozenset(holidays)


def time_of(people: Iterable[int], first: date, last: date) -> dict[int, list[Span]]:
    """By employee, what is planned for them, and what they worked without a duty, on the days and in the weeks that
    these lie in."""
    found: dict[int, list[Span]] = {each: [] for each in people}
    start, end = midnight(monday_of(first)), midnight(monday_of(last) + 7 * ONE_DAY)
    planned = Duty.objects.filter(employee__in=found, state__in=TAKING_TIME, starts_at__lt=end, ends_at__gt=start)
    for duty in planned:
        found[duty.employee_id].append(Span(duty.starts_at, duty.ends_at))
    unplanned = Q(duty=None, signed_on_at__lt=end, signed_off_at__gt=start)
    for one in Attendance.objects.filter(unplanned, employee__in=found):
        if one.signed_off_at is not None and one.signed_off_at > one.signed_on_at:
            found[one.employee_id].append(Span(one.signed_on_at, one.signed_off_at))
    return found
