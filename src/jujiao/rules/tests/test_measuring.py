"""A measured value keeps its figure, or is late, or says nothing: to the microsecond, and never by rounding."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jujiao.rules.measuring import Comparison, Grade, Measure, Verdict, judged, on_grid

BELOW, AT_MOST = Comparison.BELOW, Comparison.AT_MOST
LIMIT = Decimal(15)


@pytest.mark.parametrize(
    ("value", "comparison", "verdict"),
    [
        ("14.999", BELOW, Verdict.KEPT),
        ("14.999999", BELOW, Verdict.KEPT),
        ("15.000", BELOW, Verdict.LATE),
        ("15.000", AT_MOST, Verdict.KEPT),
        ("15.000001", AT_MOST, Verdict.LATE),
        ("0", BELOW, Verdict.KEPT),
        (None, BELOW, Verdict.MISSED),
        (None, AT_MOST, Verdict.MISSED),
    ],
)
def test_a_ring_stays_below_and_an_allowance_may_be_used_up(
    value: str | None, comparison: Comparison, verdict: Verdict
) -> None:
    assert judged(Decimal(value) if value else None, LIMIT, comparison, Grade.MEASURED) is verdict


@pytest.mark.parametrize(
    ("value", "grade", "verdict"),
    [
        ("14", Grade.UPPER_BOUND, Verdict.KEPT),
        ("15", Grade.UPPER_BOUND, Verdict.LEFT_OUT),
        (None, Grade.UPPER_BOUND, Verdict.MISSED),
        ("14", Grade.BY_HAND, Verdict.LEFT_OUT),
        ("99", Grade.BY_HAND, Verdict.LEFT_OUT),
        (None, Grade.BY_HAND, Verdict.LEFT_OUT),
    ],
)
def test_what_is_not_sure_neither_blames_nor_praises(value: str | None, grade: Grade, verdict: Verdict) -> None:
    assert judged(Decimal(value) if value else None, LIMIT, BELOW, grade) is verdict


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("value", [None, Decimal(1), Decimal(99)])
def test_what_its_chapter_does_not_count_is_left_out(value: Decimal | None, grade: Grade) -> None:
    assert judged(value, LIMIT, BELOW, grade, counted=False) is Verdict.LEFT_OUT


@given(st.integers(0, 10**10), st.integers(1, 3600), st.sampled_from([1, 60, 3600]), st.sampled_from(Comparison))
@example(15 * 10**6, 15, 1, BELOW)
@example(15 * 60 * 10**6 + 1, 15, 60, AT_MOST)
def test_rounding_changes_no_verdict(microseconds: int, limit: int, unit: int, comparison: Comparison) -> None:
    """Held against the exact fraction: a microsecond is no whole number of millionths of an hour."""
    exact, span = Fraction(microseconds, unit * 10**6), timedelta(microseconds=microseconds)
    value = Decimal(span // timedelta(microseconds=1)) / Decimal(unit * 10**6)
    kept = exact < limit or (comparison is AT_MOST and exact == limit)
    found = judged(on_grid(value, comparison), Decimal(limit), comparison, Grade.MEASURED)
    assert found is (Verdict.KEPT if kept else Verdict.LATE)


def test_a_kind_names_what_it_is_about() -> None:
    assert Measure("call.ring", "3.1.2", "call.seconds", BELOW).subject == "call"
