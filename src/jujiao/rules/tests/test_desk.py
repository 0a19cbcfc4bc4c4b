"""3.1.1: coming on time, handing over, cover of every minute, and how long visitors are known by name."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.figure import Figures
from jujiao.rules.figures import SHIPPED, shipped
from jujiao.rules.people.duty import Span
from jujiao.rules.service.complaints import NO_CALENDAR
from jujiao.rules.service.desk import (
    PromiseKind,
    clause_3_1_1_gaps,
    clause_3_1_1_names_go,
    clause_3_1_1_promise,
    clause_3_1_1_round_the_clock,
    counts_until,
    month_of,
)

START = datetime(2026, 3, 11, 8, tzinfo=SHANGHAI)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "minutes"), [(PromiseKind.SIGN_ON, 5), (PromiseKind.HANDOVER, 15), (PromiseKind.COVER, 5)]
)
def test_clause_3_1_1_promise(kind: PromiseKind, minutes: int) -> None:
    promised = clause_3_1_1_promise(kind, START, shipped(), NO_CALENDAR)
    assert (promised.clause, promised.due.due_at - START) == ("3.1.1", minutes * MINUTE)


def test_clause_3_1_1_round_the_clock() -> None:
    by_day = Figures(each.changed_to(Decimal(12)) if each.key == "desk.hours" else each for each in SHIPPED)
    asked = [
        clause_3_1_1_round_the_clock(is_desk=desk, marked=marked, figures=figures)
        for figures in (shipped(), by_day, Figures(()))
        for desk, marked in ((True, False), (False, False), (False, True))
    ]
    assert asked == [True, False, True, False, False, True, False, False, True]


def test_clause_3_1_1_gaps() -> None:
    def span(start: int, end: int) -> Span:
        return Span(START + start * HOUR, START + end * HOUR)

    whole = (START, START + 10 * HOUR)
    assert clause_3_1_1_gaps([], *whole) == [span(0, 10)]
    assert clause_3_1_1_gaps([span(-3, 12)], *whole) == []
    assert clause_3_1_1_gaps([span(6, 8), span(-1, 2), span(1, 3)], *whole) == [span(3, 6), span(8, 10)]
    assert clause_3_1_1_gaps([span(0, 5), span(5, 10), span(11, 12)], *whole) == []


def test_clause_3_1_1_names_go() -> None:
    days = {date(2026, 8, 31): date(2026, 2, 28), date(2026, 3, 11): date(2025, 9, 11)}
    assert {day: clause_3_1_1_names_go(day, shipped()) for day in days} == days
    assert clause_3_1_1_names_go(date(2026, 3, 11), Figures(())) is None


def test_a_sign_off_that_was_forgotten_counts_for_sixteen_hours() -> None:
    assert counts_until(START, None, START + HOUR) == START + HOUR
    assert counts_until(START, None, START + 40 * HOUR) == START + 16 * HOUR
    assert counts_until(START, START + 20 * HOUR, START + 40 * HOUR) == START + 16 * HOUR
    assert counts_until(START, START + 8 * HOUR, START + 40 * HOUR) == START + 8 * HOUR


def test_a_month_is_local() -> None:
    month = month_of(date(2026, 2, 17))
    assert (month.start.astimezone(UTC).hour, (month.end - month.start).days) == (16, 28)
