"""The steps of a swap, and of a leave that is asked for."""

import pytest

from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.swapping import LEAVES, OPEN_SWAPS, SWAPS, AskedState, SwapState


def test_what_may_be_done_to_a_swap_in_each_state() -> None:
    possible = {state.value: set(SWAPS.verbs(state)) for state in SwapState}
    assert possible == {
        "asked": {"accept_swap", "decline_swap", "withdraw_swap", "lapse_swap"},
        "accepted": {"approve_swap", "refuse_swap", "withdraw_swap", "lapse_swap"},
        **{ended: set() for ended in ("approved", "declined", "refused", "withdrawn", "lapsed")},
    }


def test_a_swap_is_approved_only_after_the_other_accepted() -> None:
    with pytest.raises(RuleBroken):
        SWAPS.after(SwapState.ASKED, "approve_swap")
    accepted = SWAPS.after(SwapState.ASKED, "accept_swap")
    assert SWAPS.after(accepted, "approve_swap") is SwapState.APPROVED


def test_what_is_open_is_what_can_still_lapse() -> None:
    assert {state for state in SwapState if SWAPS.allowed(state, "lapse_swap")} == OPEN_SWAPS


def test_a_leave_that_was_asked_for_is_answered_once() -> None:
    for verb in LEAVES:
        done = LEAVES.after(AskedState.ASKED, verb)
        assert LEAVES.verbs(done) == ()
