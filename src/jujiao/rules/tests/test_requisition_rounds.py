"""When departments are asked which people they need."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jujiao.rules.clocks import as_24h
from jujiao.rules.figure import Figures
from jujiao.rules.people.requisition_rounds import Round, clause_2_1_1_round, clause_2_1_1_rounds_open
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

ONE_DAY = timedelta(days=1)


def asked_every(period: int, lead: int = 1) -> Figures:
    return FIGURES.overridden({"requisition.period": Decimal(period), "requisition.lead": Decimal(lead)})


def opened(now: str, figures: Figures = FIGURES) -> list[str]:
    return [each.name for each in clause_2_1_1_rounds_open(at(now), figures, CALENDAR)]


@pytest.mark.parametrize(
    ("name", "within", "opens", "due_on", "provisional"),
    [
        ("2026-Q1", "2026-01-01", "2025-12-01", "2025-12-08", False),
        ("2026-Q2", "2026-04-01", "2026-03-01", "2026-03-06", False),  # opens on a Sunday
        ("2026-Q2", "2026-06-30", "2026-03-01", "2026-03-06", False),
        ("2026-Q3", "2026-08-15", "2026-06-01", "2026-06-08", False),
        ("2026-Q4", "2026-10-01", "2026-09-01", "2026-09-08", False),
        ("2027-Q1", "2027-02-28", "2026-12-01", "2026-12-08", False),
        ("2027-Q2", "2027-04-01", "2027-03-01", "2027-03-08", True),  # that year is not published yet
    ],
)
def test_clause_2_1_1_round(name: str, within: str, opens: str, due_on: str, provisional: bool) -> None:
    found = clause_2_1_1_round(date.fromisoformat(within), FIGURES, CALENDAR)
    assert (found.name, found.opens_at) == (name, at(f"{opens} 00:00"))
    assert as_24h(found.due.due_at) == (date.fromisoformat(due_on), "24:00")
    assert found.due.provisional is provisional


def test_the_months_asked_about_have_a_name() -> None:
    day = date(2026, 5, 20)
    expected = {
        1: ("2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        2: ("2026-05/2026-06", date(2026, 5, 1), date(2026, 6, 30)),
        3: ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        6: ("2026-01/2026-06", date(2026, 1, 1), date(2026, 6, 30)),
        12: ("2026-01/2026-12", date(2026, 1, 1), date(2026, 12, 31)),
        5: ("2026-04/2026-08", date(2026, 4, 1), date(2026, 8, 31)),
    }
    rounds = {period: clause_2_1_1_round(day, asked_every(period), CALENDAR) for period in expected}
    assert {period: (each.name, each.first, each.last) for period, each in rounds.items()} == expected
    assert rounds[12].opens_at == at("2025-12-01 00:00")


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("2026-02-28 23:59", ["2026-Q1"]),
        ("2026-03-01 00:00", ["2026-Q1", "2026-Q2"]),
        ("2026-03-31 23:59", ["2026-Q1", "2026-Q2"]),
        ("2026-04-01 00:00", ["2026-Q2"]),
        ("2026-11-30 23:59", ["2026-Q4"]),
        ("2026-12-01 00:00", ["2026-Q4", "2027-Q1"]),
    ],
)
def test_clause_2_1_1_rounds_open(now: str, names: list[str]) -> None:
    assert opened(now) == names


def test_several_rounds_are_open_where_departments_are_asked_long_before() -> None:
    assert opened("2026-03-01 00:00", asked_every(1, 3)) == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert opened("2026-03-01 00:00", asked_every(12, 1)) == ["2026-01/2026-12"]


@given(st.dates(date(2025, 2, 1), date(2026, 12, 31)), st.integers(1, 24), st.integers(1, 12))
def test_rounds_follow_each_other_without_a_gap(day: date, period: int, lead: int) -> None:
    figures = asked_every(period, lead)
    found = clause_2_1_1_round(day, figures, CALENDAR)
    assert found.first <= day <= found.last
    assert clause_2_1_1_round(found.last + ONE_DAY, figures, CALENDAR).first == found.last + ONE_DAY
    assert clause_2_1_1_round(found.first, figures, CALENDAR) == found
    assert found.opens_at.day == 1
    months = (found.first.year - found.opens_at.year) * 12 + found.first.month - found.opens_at.month
    assert months == lead


@settings(max_examples=40, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001
    st.integers(0, 200),
    st.integers(1, 6),
)
def test_a_round_that_nobody_could_open_in_time_is_opened_after(moment: datetime, away: int, period: int) -> None:
    """Whoever looks only at the end of `away` days opens what was opened meanwhile and is not over, with its times."""
    figures, start = asked_every(period), at(moment.isoformat())
    end = start + away * ONE_DAY
    meanwhile: dict[date, Round] = {}
    for days in range(away + 1):
        for each in clause_2_1_1_rounds_open(start + days * ONE_DAY, figures, CALENDAR):
            meanwhile[each.first] = each
    late = clause_2_1_1_rounds_open(end, figures, CALENDAR)
    assert list(late) == [each for _first, each in sorted(meanwhile.items()) if each.last >= end.date()]
