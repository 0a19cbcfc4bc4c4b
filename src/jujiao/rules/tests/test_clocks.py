"""The two clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.clocks import (
    SHANGHAI,
    DayCount,
    Due,
    Reason,
    agreed,
    as_24h,
    elapsed,
    end_of_day,
    is_late,
    working_days,
)
from jujiao.rules.errors import OutOfReach
from jujiao.rules.tests.given import CALENDAR, at

seconds = st.integers(0, 4 * 366 * 86_400)
moments = seconds.map(lambda passed: at("2024-06-01 00:00").astimezone(UTC) + timedelta(seconds=passed))
counts = st.integers(1, 60)
spans = st.timedeltas(timedelta(seconds=1), timedelta(days=60))


@pytest.mark.parametrize(
    ("closed_on", "due_on"),
    [("2026-02-13", "2026-02-25"), ("2026-09-18", "2026-09-22"), ("2026-09-30", "2026-10-10")],
)
@pytest.mark.parametrize("clock", ["00:00", "16:30", "23:59"])
def test_three_working_days_end_as_in_the_table(closed_on: str, due_on: str, clock: str) -> None:
    due = working_days(at(f"{closed_on} {clock}"), 3, CALENDAR)
    assert as_24h(due.due_at) == (date.fromisoformat(due_on), "24:00")
    assert due.due_at == end_of_day(date.fromisoformat(due_on))
    assert due.provisional is False


def test_new_years_day_never_works_though_nobody_has_published_its_year() -> None:
    """Thursday 31 December 2026, then Friday 1 January 2027, of which no notice is loaded."""
    due = working_days(datetime.fromisoformat("2026-12-31T10:00+08:00"), 1, CALENDAR)
    assert as_24h(due.due_at) == (date(2027, 1, 4), "24:00")
    assert due.provisional
    assert [(str(day.date), day.reason.value) for day in due.days][1:] == [
        ("2027-01-01", "assumed_holiday"),
        ("2027-01-02", "assumed_weekend"),
        ("2027-01-03", "assumed_weekend"),
        ("2027-01-04", "assumed_working_day"),
    ]


def test_working_days_are_explained_day_by_day() -> None:
    due = working_days(at("2026-09-30 10:00"), 3, CALENDAR)
    national = ("国庆节", "National Day")
    assert due.days == (
        DayCount(date(2026, 9, 30), False, 0, Reason.EVENT_DAY),
        *(DayCount(date(2026, 10, day), False, None, Reason.HOLIDAY, *national) for day in range(1, 8)),
        DayCount(date(2026, 10, 8), True, 1, Reason.WORKING_DAY),
        DayCount(date(2026, 10, 9), True, 2, Reason.WORKING_DAY),
        DayCount(date(2026, 10, 10), True, 3, Reason.MAKE_UP_DAY, *national),
    )


def test_a_year_that_is_not_loaded_counts_monday_to_friday_and_says_so() -> None:
    due = working_days(at("2026-12-30 09:00"), 3, CALENDAR)
    assert due.due_at == at("2027-01-06 00:00")
    assert due.provisional is True
    assert [(day.reason, day.number) for day in due.days] == [
        ("event_day", 0),
        ("working_day", 1),
        ("assumed_holiday", None),
        ("assumed_weekend", None),
        ("assumed_weekend", None),
        ("assumed_working_day", 2),
        ("assumed_working_day", 3),
    ]


def test_the_last_loaded_day_is_not_provisional() -> None:
    assert working_days(at("2026-12-30 09:00"), 1, CALENDAR).provisional is False


def test_the_day_of_the_event_is_the_local_day() -> None:
    event = datetime(2026, 9, 17, 16, 30, tzinfo=UTC)
    assert working_days(event, 3, CALENDAR).due_at == at("2026-09-23 00:00")


def test_elapsed_runs_through_nights_and_holidays() -> None:
    due = elapsed(at("2026-02-14 20:00"), timedelta(hours=48))
    assert due == Due(
        at("2026-02-16 20:00"),
        False,
        tuple(DayCount(date(2026, 2, day), True, None, Reason.RUNS_THROUGH) for day in (14, 15, 16)),
    )


def test_elapsed_to_midnight_ends_on_the_day_before() -> None:
    due = elapsed(at("2026-03-02 00:00"), timedelta(hours=24))
    assert as_24h(due.due_at) == (date(2026, 3, 2), "24:00")
    assert [day.date for day in due.days] == [date(2026, 3, 2)]


def test_done_at_the_due_time_is_kept() -> None:
    due, tick = at("2026-03-02 10:00"), timedelta(microseconds=1)
    assert is_late(due, due, now=due + timedelta(days=9)) is False
    assert is_late(due, due + tick, now=due + tick) is True
    assert is_late(due, None, now=due) is False
    assert is_late(due, None, now=due + tick) is True


def test_times_are_shown_by_the_24_hour_day() -> None:
    assert as_24h(at("2026-10-11 00:00")) == (date(2026, 10, 10), "24:00")
    assert as_24h(at("2026-10-11 00:01")) == (date(2026, 10, 11), "00:01")
    assert as_24h(datetime(2026, 10, 10, 16, 0, tzinfo=UTC)) == (date(2026, 10, 10), "24:00")


def test_an_agreed_time_is_kept_as_agreed() -> None:
    due = agreed(at("2026-03-02 10:00"), at("2026-03-04 18:00"))
    assert (due.due_at, due.agreed, due.provisional) == (at("2026-03-04 18:00"), True, False)
    assert [day.date.day for day in due.days] == [2, 3, 4]


def test_what_cannot_be_counted_is_refused() -> None:
    moment = at("2026-03-02 10:00")
    with pytest.raises(ValueError, match="time zone"):
        elapsed(datetime(2026, 3, 2), timedelta(hours=1))  # noqa: DTZ001 (the naive time is what is refused)
    with pytest.raises(ValueError, match="longer than nothing"):
        elapsed(moment, timedelta(0))
    with pytest.raises(ValueError, match="at least one"):
        working_days(moment, 0, CALENDAR)
    with pytest.raises(ValueError, match="after its start"):
        agreed(moment, moment)
    for year in (1, 1999, 2501, 9999):
        with pytest.raises(OutOfReach):
            elapsed(datetime(year, 6, 1, tzinfo=SHANGHAI), timedelta(hours=1))
    with pytest.raises(OutOfReach):
        elapsed(moment, timedelta(days=3661))
    with pytest.raises(OutOfReach):
        working_days(moment, 2501, CALENDAR)
    with pytest.raises(OutOfReach):
        agreed(moment, at("2126-03-02 10:00"))


@given(moments, counts)
def test_working_days_are_gapless_and_end_at_local_midnight(event: datetime, n: int) -> None:
    due = working_days(event, n, CALENDAR)
    assert due.due_at > event
    assert due.due_at.tzinfo is SHANGHAI
    assert due.due_at.timetz() == at("2026-01-01 00:00").timetz()
    assert due.days[0].date == event.astimezone(SHANGHAI).date()
    assert due.days[-1].date == as_24h(due.due_at)[0]
    assert all(after.date - before.date == timedelta(days=1) for before, after in pairwise(due.days))
    assert [day.number for day in due.days if day.counted] == list(range(1, n + 1))
    assert due.days[-1].counted
    assert due.provisional == any(CALENDAR.day(day.date) is None for day in due.days[1:])


@given(moments, moments, counts)
def test_working_days_are_monotonic(one: datetime, other: datetime, n: int) -> None:
    earlier, later = sorted((one, other))
    assert working_days(earlier, n, CALENDAR).due_at <= working_days(later, n, CALENDAR).due_at
    assert working_days(one, n, CALENDAR).due_at < working_days(one, n + 1, CALENDAR).due_at


@given(moments, st.integers(1, 30))
def test_the_running_number_gives_the_same_day_in_one_look_up(event: datetime, n: int) -> None:
    due = working_days(event, n, CALENDAR)
    if due.provisional or (event_day := CALENDAR.day(due.days[0].date)) is None:
        return
    last = CALENDAR.day(due.days[-1].date)
    assert last is not None
    assert (last.works, last.number) == (True, event_day.number + n)


@given(moments, spans)
def test_elapsed_is_exact_and_its_dates_are_gapless(start: datetime, span: timedelta) -> None:
    due = elapsed(start, span)
    assert due.due_at - start == span
    assert due.due_at.tzinfo is SHANGHAI
    assert (due.days[0].date, due.days[-1].date) == (start.astimezone(SHANGHAI).date(), as_24h(due.due_at)[0])
    assert all(after.date - before.date == timedelta(days=1) for before, after in pairwise(due.days))
    assert all(day.counted for day in due.days)
