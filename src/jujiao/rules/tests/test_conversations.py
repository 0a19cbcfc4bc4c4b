"""What owners write is answered in time."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.figure import Figures
from jujiao.rules.figures import shipped
from jujiao.rules.service.complaints import NO_CALENDAR
from jujiao.rules.service.conversations import (
    Rate,
    Verdict,
    clause_3_1_3_answer,
    clause_3_1_3_rate,
    clause_3_1_3_words_go,
)


@pytest.mark.parametrize(
    ("clock", "minutes"), [((21, 59, 59), 10), ((22, 0, 0), 30), ((7, 59, 59), 30), ((8, 0, 0), 10)]
)
def test_clause_3_1_3_answer(clock: tuple[int, int, int], minutes: int) -> None:
    since = datetime(2026, 3, 11, *clock, tzinfo=SHANGHAI)
    (promised,) = clause_3_1_3_answer(since, shipped(), NO_CALENDAR)
    assert promised.due.due_at == since + timedelta(minutes=minutes)
    assert clause_3_1_3_answer(since, Figures(()), NO_CALENDAR) == ()


def test_clause_3_1_3_words_go() -> None:
    assert clause_3_1_3_words_go(date(2029, 3, 11), shipped()) == date(2026, 3, 11)
    assert clause_3_1_3_words_go(date(2029, 3, 11), Figures(())) is None


def test_clause_3_1_3_rate() -> None:
    turns = [(Verdict.KEPT, 2), (Verdict.LATE, 1), (Verdict.WAITING, 5), (Verdict.GIVEN_UP, 1), (Verdict.KEPT, 1)]
    found = clause_3_1_3_rate(turns)
    assert found == Rate(kept=3, late=1, waiting=5, given_up=1)
    assert (found.counted, found.percent, found.whole_percent) == (4, Decimal("75.0"), 75)
    assert clause_3_1_3_rate([]).percent is None
