"""The three examples of the law, the end of a year and the years that nobody has published, over the real tables."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jujiao.company.calendar import operations, shipped
from jujiao.company.calendar.explain import as_json, explain, sentence, summary
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.pages.words import due_words
from jujiao.rules.clocks import elapsed, working_days
from jujiao.rules.figures import shipped as shipped_figures
from jujiao.testing.cast import SHANGHAI, Cast


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("closed", "due", "words"),
    [
        (at(2026, 2, 13), at(2026, 2, 26, 0), "Feb 25, 24:00"),
        (at(2026, 9, 18), at(2026, 9, 23, 0), "Sep 22, 24:00"),
        (at(2026, 9, 30), at(2026, 10, 11, 0), "Oct 10, 24:00"),
        (at(2025, 12, 31), at(2026, 1, 7, 0), "Jan 6, 24:00"),
    ],
)
def test_three_working_days_after_it_was_closed(cast: Cast, closed: datetime, due: datetime, words: str) -> None:
    found = working_days(closed, 3, LoadedCalendar())
    assert (found.due_at, found.provisional) == (due, False)
    with translation.override("en"):
        assert due_words(found.due_at) == words


def test_past_the_last_year_it_is_provisional(cast: Cast, now: datetime) -> None:
    found = working_days(at(2026, 12, 30), 3, LoadedCalendar())
    assert (found.due_at, found.provisional) == (at(2027, 1, 6, 0), True)
    reasons = [(line.day, line.counted, line.number) for line in explain(found)]
    assert reasons == [
        (date(2026, 12, 30), False, 0),
        (date(2026, 12, 31), True, 1),
        (date(2027, 1, 1), False, None),
        (date(2027, 1, 2), False, None),
        (date(2027, 1, 3), False, None),
        (date(2027, 1, 4), True, 2),
        (date(2027, 1, 5), True, 3),
    ]


def test_one_query_for_a_due_time_and_none_for_hours(cast: Cast) -> None:
    calendar = LoadedCalendar()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shipped_figures()["complaint.first_reply"].due(at(2026, 2, 13), calendar)
        assert len(queries) == 0
        working_days(at(2026, 2, 13), 3, calendar)
        working_days(at(2026, 2, 24), 3, calendar)
    assert len(queries) == 1


def test_holidays_and_make_up_days_bear_their_names(cast: Cast) -> None:
    with translation.override("zh-hans"):
        lines = explain(working_days(at(2026, 9, 30), 3, LoadedCalendar()))
    assert [(line.day.day, line.counted) for line in lines] == [
        (30, False),
        *[(day, False) for day in range(1, 8)],
        (8, True),
        (9, True),
        (10, True),
    ]
    assert "国庆节" in lines[1].why
    assert "国庆节" in lines[-1].why


def test_every_day_says_why_in_english(cast: Cast) -> None:
    with translation.override("en"):
        due = working_days(at(2026, 9, 30), 3, LoadedCalendar())
        lines = explain(due)
        assert [line.why for line in lines] == [
            "the day of the event itself",
            *["off: National Day"] * 7,
            "a working day",
            "a working day",
            "a make-up day for National Day",
        ]
        assert sentence(due.days[-1]) == "Sat, Oct 10 · working day 3 · a make-up day for National Day"
        assert summary(due) == ("The day of the event does not count; due when working day 3 ends: Oct 10, 24:00.")
        assert as_json(due)[-1] == {
            "date": "2026-10-10",
            "counted": True,
            "number": 3,
            "reason": "make_up_day",
            "why": "a make-up day for National Day",
        }


def test_hours_run_through_a_holiday(cast: Cast) -> None:
    with translation.override("en"):
        due = elapsed(at(2026, 10, 1), shipped_figures().span("complaint.resolve"))
        assert [line.why for line in explain(due)] == ["hours run day and night, holidays too"] * 3
        assert summary(due) == "The clock runs from the start through nights and holidays: due at Oct 3, 10:00."


@pytest.mark.django_db
def test_the_tables_and_the_shipped_files_say_the_same(now: datetime) -> None:
    operations.ship_years(now=now)
    files, tables = shipped.calendar(), LoadedCalendar()
    for month in range(1, 13):
        for day in (1, 5, 9, 14, 18, 24, 28):
            assert tables.day(date(2026, month, day)) == files.day(date(2026, month, day))
