"""The third clock: calendar days and named dates."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.clocks import SHANGHAI, DayCount, Reason, as_24h
from jujiao.rules.dated import calendar_days, day_of_month, working_day_of_month
from jujiao.rules.errors import OutOfReach
from jujiao.rules.tests.given import CALENDAR, at

moments = st.datetimes(at("2025-01-01 00:00").replace(tzinfo=None), at("2026-11-01 00:00").replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=SHANGHAI)
)


@pytest.mark.parametrize(
    ("joined", "due_on", "rolls"),
    [
        ("2026-09-28", "2026-10-08", True),  # the seventh day is 5 October, within the holiday
        ("2026-09-28", "2026-10-05", False),
        ("2026-09-13", "2026-09-20", True),  # a Sunday on which is worked
        ("2026-09-14", "2026-09-21", True),
        ("2026-08-01", "2026-08-10", True),  # Saturday 8 moves to Monday 10
        ("2026-12-25", "2027-01-01", False),
    ],
)
@pytest.mark.parametrize("clock", ["00:00", "23:59"])
def test_a_week_from_the_day_of_joining(joined: str, due_on: str, rolls: bool, clock: str) -> None:
    due = calendar_days(at(f"{joined} {clock}"), 7, CALENDAR, rolls=rolls)
    assert as_24h(due.due_at) == (date.fromisoformat(due_on), "24:00")
    assert due.provisional is False


def test_days_that_move_are_explained_day_by_day() -> None:
    national = ("国庆节", "National Day")
    assert calendar_days(at("2026-10-03 10:00"), 3, CALENDAR, rolls=True).days == (
        DayCount(date(2026, 10, 3), False, 0, Reason.EVENT_DAY),
        DayCount(date(2026, 10, 4), True, 1, Reason.CALENDAR_DAY),
        DayCount(date(2026, 10, 5), True, 2, Reason.CALENDAR_DAY),
        DayCount(date(2026, 10, 6), True, 3, Reason.HOLIDAY, *national),
        DayCount(date(2026, 10, 7), False, None, Reason.HOLIDAY, *national),
        DayCount(date(2026, 10, 8), True, None, Reason.MOVED_HERE),
    )


def test_a_last_day_beyond_the_calendar_is_provisional_only_where_it_could_move() -> None:
    assert calendar_days(at("2026-12-28 10:00"), 7, CALENDAR, rolls=True).provisional is True
    assert calendar_days(at("2026-12-28 10:00"), 7, CALENDAR).provisional is False
    assert calendar_days(at("2026-12-24 10:00"), 7, CALENDAR, rolls=True).provisional is False


@pytest.mark.parametrize(
    ("start", "day", "due_on"),
    [
        ("2026-09-01 00:00", 10, "2026-09-10"),
        ("2026-09-10 23:59", 10, "2026-09-10"),
        ("2026-09-11 00:00", 10, "2026-10-10"),
        ("2026-02-01 00:00", 31, "2026-02-28"),
        ("2026-12-11 00:00", 10, "2027-01-10"),
    ],
)
def test_a_day_of_the_month(start: str, day: int, due_on: str) -> None:
    due = day_of_month(at(start), day, CALENDAR)
    assert as_24h(due.due_at) == (date.fromisoformat(due_on), "24:00")
    assert due.days[0].date == at(start).date()
    assert due.days[-1].date == date.fromisoformat(due_on)


def test_a_day_of_the_month_that_is_a_day_off_moves_where_it_may() -> None:
    assert as_24h(day_of_month(at("2026-10-01 00:00"), 5, CALENDAR, rolls=True).due_at)[0] == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("start", "n", "due_on"),
    [
        ("2026-09-01 00:00", 5, "2026-09-07"),
        ("2026-10-01 00:00", 5, "2026-10-13"),  # 8, 9, Saturday 10, 12, 13
        ("2026-10-13 23:00", 5, "2026-10-13"),
        ("2026-10-14 00:00", 5, "2026-11-06"),
        ("2026-02-01 00:00", 10, "2026-02-13"),
    ],
)
def test_a_working_day_of_the_month(start: str, n: int, due_on: str) -> None:
    due = working_day_of_month(at(start), n, CALENDAR)
    assert as_24h(due.due_at) == (date.fromisoformat(due_on), "24:00")
    assert due.days[-1].number == n
    assert due.provisional is False


def test_a_working_day_of_a_month_that_is_not_loaded_is_provisional() -> None:
    assert working_day_of_month(at("2027-01-01 00:00"), 5, CALENDAR).provisional is True


@given(moments, st.integers(1, 60), st.booleans())
def test_dates_end_at_midnight_and_roll_to_the_first_working_day(start: datetime, n: int, rolls: bool) -> None:
    due = calendar_days(start, n, CALENDAR, rolls=rolls)
    last, clock = as_24h(due.due_at)
    plain = start.date() + timedelta(days=n)
    assert clock == "24:00"
    assert [day.date for day in due.days] == [start.date() + timedelta(days=i) for i in range(len(due.days))]
    if not rolls:
        assert last == plain
    else:
        entry = CALENDAR.day(last)
        assert entry is None or entry.works
        between = [CALENDAR.day(plain + timedelta(days=i)) for i in range((last - plain).days)]
        assert not any(day.works for day in between if day)


def test_terms_out_of_reach() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        calendar_days(at("2026-01-01 00:00"), 0, CALENDAR)
    with pytest.raises(OutOfReach):
        calendar_days(at("2026-01-01 00:00"), 3661, CALENDAR)
