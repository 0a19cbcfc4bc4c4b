"""3.1.2: an exchange of which nothing is heard is silent for longer than usual, or only as at any night."""

from datetime import datetime, timedelta

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.calls.silence import Day, clause_3_1_2_silent

NOW = datetime(2026, 10, 9, 10, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
THEN, OTHERWISE, NEVER = Day(told_then=True, told=True), Day(told_then=False, told=True), Day(False, False)


@pytest.mark.parametrize(
    ("hours", "days", "silent"),
    [
        (0.9, [THEN] * 14, False),
        (1, [THEN] * 14, True),
        (1, [THEN] * 3 + [OTHERWISE], True),
        (1, [THEN] * 2 + [OTHERWISE], False),
        (5, [OTHERWISE] * 14, False),
        (5, [THEN] * 2 + [NEVER] * 12, False),
        (23.9, [], False),
        (24, [], True),
        (24, [OTHERWISE] * 14, True),
    ],
)
def test_clause_3_1_2_silent(hours: float, days: list[Day], silent: bool) -> None:
    """Days on which nothing was told at all say nothing of what is usual, and two days are too few."""
    assert clause_3_1_2_silent(NOW - hours * HOUR, NOW, HOUR, days) is silent


def test_one_that_is_heard_of_all_the_time_is_silent_after_the_least_time() -> None:
    assert clause_3_1_2_silent(NOW - HOUR, NOW, HOUR, [], steady=True)
    assert not clause_3_1_2_silent(NOW - HOUR / 2, NOW, HOUR, [], steady=True)
