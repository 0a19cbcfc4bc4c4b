"""A year's calendar at loading, and the years that are shipped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from jujiao.rules.clocks import CalendarDay, Reason
from jujiao.rules.tests.given import DAYS, NOTICES, year_data
from jujiao.rules.working_calendar import CalendarBroken, build, check_days, difference, load

YEAR_2026 = tuple(entry for entry in DAYS if entry.date.year == 2026)


def dates(*ranges: str) -> list[date]:
    """dates("01-01..01-03", "02-28"), all in 2026."""
    found = []
    for text in ranges:
        first, _, last = text.partition("..")
        day = date.fromisoformat(f"2026-{first}")
        while day <= date.fromisoformat(f"2026-{last or first}"):
            found.append(day)
            day += timedelta(days=1)
    return found


def test_2026_is_as_the_notice_says() -> None:
    off = [entry.date for entry in YEAR_2026 if entry.reason is Reason.HOLIDAY]
    assert off == dates(
        "01-01..01-03", "02-15..02-23", "04-04..04-06", "05-01..05-05", "06-19..06-21", "09-25..09-27", "10-01..10-07"
    )
    made_up = [entry.date for entry in YEAR_2026 if entry.reason is Reason.MAKE_UP_DAY]
    assert made_up == dates("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
    assert [day.strftime("%a") for day in made_up] == ["Sun", "Sat", "Sat", "Sat", "Sun", "Sat"]


@pytest.mark.parametrize(("year", "off", "made_up"), [(2025, 28, 5), (2026, 33, 6)])
def test_the_shipped_years_add_up(year: int, off: int, made_up: int) -> None:
    days = [entry for entry in DAYS if entry.date.year == year]
    assert len(days) == 365
    assert sum(entry.works for entry in days) == 248
    assert sum(entry.reason is Reason.HOLIDAY for entry in days) == off
    assert sum(entry.reason is Reason.MAKE_UP_DAY for entry in days) == made_up


def test_numbers_run_through_the_years() -> None:
    assert DAYS[0].number == 0
    by_date = {entry.date: entry for entry in DAYS}
    assert by_date[date(2025, 12, 31)].number == 248
    assert by_date[date(2026, 1, 4)] == CalendarDay(
        date(2026, 1, 4), True, Reason.MAKE_UP_DAY, 249, "元旦", "New Year's Day"
    )
    assert DAYS[-1].number == 496


def test_the_notices_are_named() -> None:
    assert [(notice.year, notice.number, notice.issued) for notice in NOTICES] == [
        (2025, "国办发明电〔2024〕12号", date(2024, 11, 12)),
        (2026, "国办发明电〔2025〕7号", date(2025, 11, 4)),
    ]


def drop_a_make_up_day(data: dict[str, Any]) -> None:
    data["holiday"][0]["make_up"] = []


def make_up_on_a_monday(data: dict[str, Any]) -> None:
    data["holiday"][0]["make_up"] = [date(2026, 1, 5)]


def end_before_beginning(data: dict[str, Any]) -> None:
    data["holiday"][2]["last"] = date(2026, 4, 3)


def a_day_of_another_year(data: dict[str, Any]) -> None:
    data["holiday"][0]["make_up"] = [date(2027, 1, 3)]


def a_day_twice(data: dict[str, Any]) -> None:
    data["holiday"][1]["make_up"].append(date(2026, 2, 15))


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (drop_a_make_up_day, {"statutory_days", "working_days"}),
        (make_up_on_a_monday, {"make_up_on_weekday", "statutory_days", "working_days"}),
        (end_before_beginning, {"backwards", "statutory_days", "working_days"}),
        (a_day_of_another_year, {"wrong_year", "statutory_days", "working_days"}),
        (a_day_twice, {"twice"}),
    ],
)
def test_a_spoiled_year_is_refused_with_its_faults(spoil: Callable[[dict[str, Any]], None], codes: set[str]) -> None:
    data = year_data(2026)
    spoil(data)
    with pytest.raises(CalendarBroken) as refused:
        load(data)
    assert {problem.code for problem in refused.value.problems} == codes
    assert all(str(problem) for problem in refused.value.problems)


@pytest.mark.parametrize(
    "data", [{}, {"year": "soon"}, {"year": 2026, "notice": []}, year_data(2026) | {"holiday": [{"first": "1.1"}]}]
)
def test_a_file_of_another_form_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CalendarBroken) as refused:
        load(data)
    assert [problem.code for problem in refused.value.problems] == ["form"]


def codes(days: tuple[CalendarDay, ...]) -> set[str]:
    return {problem.code for problem in check_days(2026, days, 13, 248, worked_before=248)}


def test_gaps_wrong_numbers_and_misplaced_make_up_days_are_found() -> None:
    assert codes(YEAR_2026) == set()
    assert "gap" in codes(YEAR_2026[:100] + YEAR_2026[101:])
    assert "gap" in codes(YEAR_2026[:-1])
    assert codes((*YEAR_2026[:-1], replace(YEAR_2026[-1], number=1))) == {"numbering"}
    # 31 December 2026 is a Thursday.
    assert codes((*YEAR_2026[:-1], replace(YEAR_2026[-1], reason=Reason.MAKE_UP_DAY))) == {"make_up_on_weekday"}


def test_the_difference_of_two_versions() -> None:
    data = year_data(2026)
    data["holiday"][0]["make_up"] = [date(2026, 1, 10)]
    _, after = load(data, worked_before=248)
    changes = difference(YEAR_2026, after)
    assert [
        (change.date, change.before and change.before.reason, change.after and change.after.reason)
        for change in changes
    ] == [
        (date(2026, 1, 4), "make_up_day", "weekend"),
        (date(2026, 1, 10), "weekend", "make_up_day"),
    ]
    assert difference(YEAR_2026, build(NOTICES[1])) == ()
    assert len(difference((), YEAR_2026)) == 365
