from datetime import date

import pytest

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.hours import (
    MonthHours,
    Terms,
    minutes_by_day,
    month_days,
    month_hours,
    normal_minutes,
)
from jujiao.rules.tests.given import DAYS, at

WORKING = frozenset(day.date for day in DAYS if day.works)
NATIONAL_DAY = frozenset({date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)})
HOUR = 60


def span(start: str, end: str) -> Span:
    return Span(at(f"2026-{start}"), at(f"2026-{end}"))


def terms(first: date, last: date, *, holidays_count: bool = True) -> Terms:
    return Terms(first, last, WORKING, NATIONAL_DAY, 36 * HOUR, holidays_count)


OCTOBER = terms(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(("month", "hours"), [(2, 128), (10, 144), (7, 184)])
def test_normal_hours_are_those_of_the_calendar(month: int, hours: int) -> None:
    assert normal_minutes(month_days(date(2026, month, 9)), WORKING) == hours * HOUR


def test_a_duty_over_midnight_belongs_to_both_days() -> None:
    night = span("10-31 20:00", "11-01 06:00")
    assert dict(minutes_by_day(night)) == {date(2026, 10, 31): 4 * HOUR, date(2026, 11, 1): 6 * HOUR}
    november = terms(date(2026, 11, 1), date(2026, 11, 30))
    assert month_hours(date(2026, 10, 1), [night], OCTOBER).worked == 4 * HOUR
    assert month_hours(date(2026, 11, 1), [night], november).worked == 6 * HOUR


def test_work_on_a_public_holiday_is_counted_apart_and_is_overtime() -> None:
    duties = [span("10-01 08:00", "10-01 16:00"), span("10-12 08:00", "10-12 16:00")]
    expected = MonthHours(date(2026, 10, 1), normal=144 * HOUR, worked=16 * HOUR, on_holidays=8 * HOUR, overtime=480)
    assert month_hours(date(2026, 10, 1), duties, OCTOBER) == expected
    milder = terms(date(2026, 10, 1), date(2026, 10, 31), holidays_count=False)
    assert month_hours(date(2026, 10, 1), duties, milder).overtime == 0


def test_the_parts_inside_and_outside_of_a_roster_owe_each_other_nothing() -> None:
    """Two weeks without work before the roster do not make its overtime normal."""
    roster = terms(date(2026, 10, 26), date(2026, 11, 8))
    busy = [span(f"10-{day} 08:00", f"10-{day} 20:00") for day in range(26, 31)]
    assert month_hours(date(2026, 10, 1), busy, roster).overtime == (5 * 12 - 5 * 8) * HOUR
    assert month_hours(date(2026, 10, 1), busy, OCTOBER).overtime == 0


def test_each_calendar_month_of_a_roster_counts_for_itself() -> None:
    roster = terms(date(2026, 10, 26), date(2026, 11, 8))
    busy = [span(f"11-0{day} 08:00", f"11-0{day} 20:00") for day in (2, 3, 4, 5, 6)]
    assert month_hours(date(2026, 10, 1), busy, roster).overtime == 0
    assert month_hours(date(2026, 11, 1), busy, roster).overtime == 20 * HOUR
