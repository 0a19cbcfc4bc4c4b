"""What counts as kept, and shares of it."""

from datetime import UTC, datetime, timedelta

import pytest

from jujiao.rules.service.complaint_figures import percent, verdict

UNTIL = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("due", "done", "met", "kept"),
    [
        (-HOUR, -HOUR, True, True),
        (-HOUR, -HOUR + timedelta(microseconds=1), True, False),
        (-HOUR, None, False, False),
        (timedelta(0), None, False, False),
        (HOUR, -HOUR, True, None),
        (-HOUR, -2 * HOUR, False, None),
        (-2 * HOUR, -HOUR, False, False),
    ],
)
def test_verdict(due: timedelta, done: timedelta | None, met: bool, kept: bool | None) -> None:
    assert verdict(UNTIL + due, None if done is None else UNTIL + done, met=met, until=UNTIL) is kept


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (3, 3, 100)]
)
def test_percent(part: int, whole: int, share: int | None) -> None:
    assert percent(part, whole) == share
