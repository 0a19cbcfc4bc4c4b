"""The headcount of a post in a department: its moves in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.headcount import (
    COLUMNS,
    EFFECTS,
    Balance,
    MoveKind,
    clause_2_1_1_headcount,
    clause_2_1_1_moved,
)

moves = st.lists(st.tuples(st.sampled_from(MoveKind), st.integers(1, 4)), max_size=60)


def after(*taken: tuple[str, int]) -> Balance:
    balance = Balance()
    for kind, number in taken:
        balance = clause_2_1_1_moved(balance, kind, number)
    return balance


@pytest.mark.parametrize(
    ("taken", "balance", "still_open"),
    [
        ([], Balance(), 0),
        ([("approve", 3)], Balance(approved=3), 3),
        ([("approve", 3), ("reduce", 1)], Balance(approved=3, reduced=1), 2),
        ([("approve", 3), ("reserve", 2)], Balance(approved=3, reserved=2), 1),
        ([("approve", 3), ("reserve", 2), ("release", 1)], Balance(approved=3, reserved=1), 2),
        ([("approve", 3), ("reserve", 2), ("fill", 2)], Balance(approved=3, filled=2), 1),
        ([("approve", 3), ("reserve", 2), ("fill", 2), ("reopen", 1)], Balance(approved=3, filled=1), 2),
        # Whoever leaves opens no seat.
        ([("approve", 2), ("reserve", 2), ("fill", 2), ("leave", 1)], Balance(approved=2, reduced=1, filled=1), 0),
    ],
)
def test_clause_2_1_1_moved(taken: list[tuple[str, int]], balance: Balance, still_open: int) -> None:
    assert after(*taken) == balance
    assert balance.open == still_open


@pytest.mark.parametrize(
    ("taken", "refused", "code", "left"),
    [
        ([], ("reduce", 1), "no_open_seat", 0),
        ([], ("reserve", 1), "no_open_seat", 0),
        ([("approve", 1)], ("reserve", 2), "no_open_seat", 1),
        ([("approve", 1), ("reserve", 1)], ("reduce", 1), "no_open_seat", 0),
        ([("approve", 1), ("reserve", 1), ("fill", 1)], ("reduce", 1), "no_open_seat", 0),
        ([("approve", 5)], ("release", 1), "no_reserved_seat", 0),
        ([("approve", 5)], ("fill", 1), "no_reserved_seat", 0),
        ([("approve", 5)], ("reopen", 1), "no_filled_seat", 0),
        ([("approve", 5), ("reserve", 2), ("fill", 2)], ("leave", 3), "no_filled_seat", 2),
    ],
)
def test_a_move_beyond_what_there_is_is_refused_by_name(
    taken: list[tuple[str, int]], refused: tuple[str, int], code: str, left: int
) -> None:
    balance = after(*taken)
    with pytest.raises(RuleBroken) as broken:
        clause_2_1_1_moved(balance, *refused)
    assert (broken.value.clause, broken.value.code, broken.value.params) == ("2.1.1", code, {"left": left})


def test_a_move_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="one seat or more"):
        clause_2_1_1_moved(Balance(), "approve", 0)


def test_every_move_has_an_effect_on_what_is_counted() -> None:
    assert set(EFFECTS) == set(MoveKind)
    assert {name for effects in EFFECTS.values() for name in effects} == set(COLUMNS)


@given(moves)
def test_clause_2_1_1_headcount(tried: list[tuple[MoveKind, int]]) -> None:
    """After any order of moves: what is stored is the sum of those that were taken, and none of it is below zero."""
    balance, taken = Balance(), []
    for kind, number in tried:
        try:
            balance = clause_2_1_1_moved(balance, kind, number)
        except RuleBroken:
            continue
        taken.append((kind, number))
    assert balance == clause_2_1_1_headcount(taken) == clause_2_1_1_headcount(reversed(taken))
    assert min(balance.approved, balance.reduced, balance.reserved, balance.filled, balance.open) >= 0
