"""3.1.2: what makes the share of calls answered within three rings, and what stands apart."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.service.calls.rates import TENTH, WHOLE, Rate, clause_3_1_2_rate, share

VERDICTS = ["going_on", "kept", "late", "missed", "given_up", "not_rung", "unknown", "no_matter"]
GRADES = ["by_leg", "by_receipt", "upper_bound", "by_hand"]
CALLS = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(GRADES)))


def test_clause_3_1_2_rate() -> None:
    found = clause_3_1_2_rate(
        [
            ("kept", "by_leg", 6),
            ("kept", "upper_bound", 2),
            ("late", "by_leg", 1),
            ("missed", "by_receipt", 3),
            ("given_up", "by_leg", 4),
            ("not_rung", "by_leg", 5),
            ("unknown", "upper_bound", 7),
            ("kept", "by_hand", 9),
            ("missed", "by_hand", 1),
            ("no_matter", "by_leg", 50),
            ("no_matter", "by_hand", 60),
            ("going_on", "by_leg", 70),
        ]
    )
    assert found == Rate(
        kept=8,
        late=1,
        missed=3,
        given_up=4,
        not_rung=5,
        unknown=7,
        by_hand=10,
        grades=(("by_leg", 7), ("by_receipt", 3), ("upper_bound", 2)),
    )
    assert (found.counted, found.apart, found.percent, found.whole_percent) == (12, 26, Decimal("66.7"), 67)


def test_nothing_is_neither_all_nor_none() -> None:
    nothing = clause_3_1_2_rate([("given_up", "by_leg", 3), ("kept", "by_hand", 2)])
    assert (nothing.percent, nothing.whole_percent, nothing.few, nothing.apart) == (None, None, False, 5)


def test_a_share_of_few_calls_is_marked() -> None:
    assert [clause_3_1_2_rate([("kept", "by_leg", number)]).few for number in (1, 9, 10)] == [True, True, False]


def test_one_missed_call_of_many_is_not_rounded_away() -> None:
    assert share(9_999, 10_000, TENTH) == Decimal("99.9")
    assert share(1, 10_000, TENTH) == Decimal("0.1")
    assert share(999, 1_000, WHOLE) == Decimal(99)
    assert [share(part, 7, TENTH) for part in (0, 7)] == [Decimal("0.0"), Decimal("100.0")]
    assert [share(part, 8, TENTH) for part in (1, 2, 7)] == [Decimal("12.5"), Decimal("25.0"), Decimal("87.5")]


@given(CALLS)
def test_every_call_stands_in_one_place(calls: list[tuple[str, str]]) -> None:
    together = clause_3_1_2_rate((*each, number) for each, number in Counter(calls).items())
    assert together == clause_3_1_2_rate((*each, 1) for each in reversed(calls))
    to_the_desk = [each for each in calls if each[0] not in ("going_on", "no_matter")]
    assert together.counted + together.apart == len(to_the_desk)
    assert sum(number for _grade, number in together.grades) == together.counted
    assert (together.percent == 100) == (together.kept == together.counted > 0)
