"""3.1.2: when an exchange has been silent for longer than usual. Records that are lost make any rate look better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

SILENCE: Final = "call.silence"
"""The figure: a source may be silent for at least as long."""
LOOKED_BACK: Final = 14
"""Days whose like parts are compared."""
ENOUGH: Final = 3
"""Days on which something was told, without which nothing is usual yet."""
USUAL: Final = Fraction(3, 4)
"""Of those days; a week end is quieter than a week day, and a night quieter than a day."""
UNKNOWN: Final = timedelta(days=1)
"""As long as nothing is usual, and at the latest in any case, silence is one after this time."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day before: whether anything was told on it, and in the same part of it as has been silent now."""

    told_then: bool
    told: bool


def clause_3_1_2_silent(
    since: datetime, now: datetime, least: timedelta, days: Sequence[Day], *, steady: bool = False
) -> bool:
    """3.1.2: whether a source that was last heard of at `since` is silent for longer than usual.

    Never before `least` has passed, and always after a day. In between: where on three quarters of the days on which
    it told anything it did so in the same part of the day. One that is `steady` is heard of all the time."""
    length = now - since
    if length < least:
        return False
    if steady or length >= UNKNOWN:
        return True
    told = [day for day in days if day.told]
    return len(told) >= ENOUGH and Fraction(sum(day.told_then for day in told), len(told)) >= USUAL
