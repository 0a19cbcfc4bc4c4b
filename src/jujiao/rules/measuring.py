"""What is known only when it is over (测量): a ring of the phone, minutes without cover, a point that nobody reached.

No due time stands before it and no alarm goes off: it is judged by its figure once it is there, and stays as it is."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

GRID = Decimal("0.000001")
"""What is measured is kept to a millionth of its unit."""


class Comparison(StrEnum):
    """How a measured value keeps its figure. A ring ends before the next one starts, so it stays below (15.000 s is
    late at 15 s); an allowance may be used up."""

    BELOW = "below"
    AT_MOST = "at_most"


class Grade(StrEnum):
    """How far the source of a value is to be believed."""

    MEASURED = "measured"  # a machine measured just this
    UPPER_BOUND = "upper_bound"  # a machine measured this and something before it: it was no more
    BY_HAND = "by_hand"  # somebody typed it in about their own work


class Verdict(StrEnum):
    """What a measured value says of its figure."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"  # what was waited for never came
    LEFT_OUT = "left_out"  # it says nothing either way, and is counted apart


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of measurement: `key` names its subject and itself ("call.ring"), `figure` what it is held against, in
    whose unit it is measured, and `comparison` how."""

    key: str
    clause: str
    figure: str
    comparison: Comparison

    @property
    def subject(self) -> str:
        """The kind of subject that it is measured about."""
        return self.key.partition(".")[0]


def on_grid(value: Decimal, comparison: Comparison) -> Decimal:
    """The value as it is kept: rounded so that it keeps its figure, which lies on the grid, exactly where it did."""
    return value.quantize(GRID, ROUND_FLOOR if comparison is Comparison.BELOW else ROUND_CEILING)


def judged(
    value: Decimal | None, limit: Decimal, comparison: Comparison, grade: Grade, *, counted: bool = True
) -> Verdict:
    """The verdict on a value in the unit of its limit; None where what was waited for never came.

    Left out is what its chapter does not count (who gives up before the limit was not kept waiting), what was typed in
    by hand, and an upper bound beyond the limit: the value itself may have kept it."""
    if not counted or grade is Grade.BY_HAND:
        return Verdict.LEFT_OUT
    if value is None:
        return Verdict.MISSED
    if value < limit or (comparison is Comparison.AT_MOST and value == limit):
        return Verdict.KEPT
    return Verdict.LEFT_OUT if grade is Grade.UPPER_BOUND else Verdict.LATE
