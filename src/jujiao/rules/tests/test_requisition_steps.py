"""The steps of a requisition, and what is owed on the way."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.requisition_steps import OPEN, OWED, STEPS, PromiseKind, State


def test_the_transitions_for_the_database() -> None:
    assert {(old.value, new.value) for old, new in STEPS.transitions} == {
        ("asked", "answered"),
        ("asked", "withdrawn"),
        ("answered", "asked"),
        ("answered", "accepted"),
        ("answered", "noted"),
        ("answered", "withdrawn"),
        ("accepted", "asked"),
        ("accepted", "approved"),
        ("accepted", "refused"),
    }


def test_what_may_be_done_in_each_state() -> None:
    possible = {state.value: set(STEPS.verbs(state)) for state in State}
    assert possible == {
        "asked": {"answer", "withdraw"},
        "answered": {"take_back", "withdraw", "take_note", "accept", "send_back"},
        "accepted": {"send_back", "approve", "refuse"},
        "approved": set(),
        "noted": set(),
        "refused": set(),
        "withdrawn": set(),
    }


def test_silence_leads_nowhere() -> None:
    """Without an answer nothing is noted as "none", accepted or approved."""
    assert {STEPS.after("asked", verb) for verb in STEPS.verbs("asked")} == {State.ANSWERED, State.WITHDRAWN}


def test_an_illegal_step_is_refused() -> None:
    assert STEPS.after("accepted", "send_back") is State.ASKED
    with pytest.raises(RuleBroken) as refused:
        STEPS.after("answered", "approve")
    assert (refused.value.clause, refused.value.code) == ("2.1.1", "step_not_allowed")


class Life(RuleBasedStateMachine):
    """Any order of steps: what runs is what the state owes, whatever each step ended."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.ASKED
        self.running = {PromiseKind.ANSWER.value}

    @rule(verb=st.sampled_from([*STEPS]))
    def step(self, verb: str) -> None:
        if not STEPS.allowed(self.state, verb):
            with pytest.raises(RuleBroken):
                STEPS.after(self.state, verb)
            return
        self.running -= {str(kind) for kind in STEPS[verb].ends}
        self.state = STEPS.after(self.state, verb)
        if self.state in OWED:
            self.running.add(OWED[self.state].value)

    @invariant()
    def owes_what_its_state_says(self) -> None:
        expected = {OWED[self.state].value} if self.state in OPEN else set()
        assert self.running == expected


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=100, deadline=None)
