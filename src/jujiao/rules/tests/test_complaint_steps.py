"""The steps of a complaint, and the promises that must be running on the way."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from jujiao.rules.errors import RuleBroken
from jujiao.rules.machine import Ending
from jujiao.rules.service.complaint_steps import (
    BEGINS_ROUND,
    OPEN,
    STEPS,
    Nature,
    PromiseKind,
    State,
    expected_promises,
)


def test_the_transitions_for_the_database() -> None:
    assert {(old.value, new.value) for old, new in STEPS.transitions} == {
        ("registered", "dispatched"),
        ("registered", "closed"),
        ("dispatched", "accepted"),
        ("dispatched", "registered"),
        ("dispatched", "closed"),
        ("accepted", "dispatched"),
        ("accepted", "registered"),
        ("accepted", "resolved"),
        ("accepted", "closed"),
        ("resolved", "dispatched"),
        ("resolved", "closed"),
        ("closed", "dispatched"),
    }


def test_what_may_be_done_in_each_state() -> None:
    anywhere = {"withdraw", "urge", "add", "note", "correct"}
    at_work = anywhere | {
        "dispatch", "reply", "answer", "pass_on", "convert_to_complex", "report_progress", "merge",
        "unmerge", "instruct", "report_back", "write_answer", "close_answered",
    }  # fmt: skip
    assert set(STEPS.verbs("registered")) == at_work
    assert set(STEPS.verbs("dispatched")) == at_work | {
        "accept", "send_back", "plan", "rescore", "rescore_close",
    }  # fmt: skip
    assert set(STEPS.verbs("accepted")) == at_work | {
        "send_back", "plan", "reassign", "hand_back", "resolve", "rescore", "rescore_close",
    }  # fmt: skip
    assert set(STEPS.verbs("resolved")) == anywhere | {
        "follow_up_attempt", "appoint", "reopen", "close", "close_unreachable",
    }  # fmt: skip
    assert set(STEPS.verbs("closed")) == {
        "note", "correct", "rescore", "rescore_reopen", "come_back",
    }  # fmt: skip


def test_an_illegal_step_is_refused() -> None:
    assert STEPS.allowed("dispatched", "accept") is True
    assert STEPS.after("dispatched", "accept") is State.ACCEPTED
    assert STEPS.after("accepted", "reply") is State.ACCEPTED
    assert STEPS.allowed("closed", "reopen") is False
    with pytest.raises(RuleBroken) as refused:
        STEPS.after("closed", "reopen")
    assert (refused.value.clause, refused.value.code) == ("3.2.3", "step_not_allowed")
    with pytest.raises(KeyError):
        STEPS.allowed("registered", "burn")


def expected(
    state: str, contactable: bool = True, replied: bool = False, progress_left: bool = False, planned: bool = True
) -> set[str]:
    kinds = expected_promises(
        state, contactable=contactable, replied=replied, progress_left=progress_left, planned=planned
    )
    return {kind.name.lower() for kind in kinds}


def test_the_promises_that_must_be_running() -> None:
    assert expected("registered") == {"dispatch", "first_reply", "resolve"}
    assert expected("registered", contactable=False) == {"dispatch", "resolve"}
    assert expected("dispatched") == {"accept", "first_reply", "resolve"}
    assert expected("dispatched", planned=False) == {"accept", "plan", "first_reply", "resolve"}
    assert expected("accepted", planned=False) == {"plan", "first_reply", "resolve"}
    assert expected("resolved", replied=True, planned=False) == {"follow_up"}
    assert expected("accepted", replied=True) == {"resolve"}
    assert expected("accepted", replied=True, progress_left=True) == {"resolve", "progress"}
    assert expected("resolved", replied=True) == {"follow_up"}
    assert expected("resolved", contactable=False) == set()
    assert expected("closed") == set()


def test_what_is_done_and_not_told_yet_is_still_owed() -> None:
    done: dict[str, Any] = {"contactable": True, "progress_left": False, "planned": True, "told": False}
    assert expected_promises("resolved", replied=True, **done) == {PromiseKind.FOLLOW_UP, PromiseKind.RESOLVE}
    assert expected_promises("resolved", replied=False, **done) == {
        PromiseKind.FOLLOW_UP, PromiseKind.RESOLVE, PromiseKind.FIRST_REPLY,
    }  # fmt: skip
    for verb in ("close", "reopen", "appoint"):
        assert {STEPS[verb].ends[kind] for kind in (PromiseKind.FIRST_REPLY, PromiseKind.RESOLVE)} == {Ending.MET}


@pytest.mark.parametrize("state", ["registered", "dispatched", "accepted"])
def test_what_is_no_complaint_owes_an_answer_or_nothing(state: str) -> None:
    given = {"contactable": True, "replied": False, "progress_left": False, "planned": False}
    owed = {nature: set(expected_promises(state, **given, nature=nature)) for nature in Nature}
    assert owed[Nature.ENQUIRY] == {"complaint.enquiry"}
    assert owed[Nature.SUGGESTION] == {"complaint.suggestion"}
    assert owed[Nature.PRAISE] == set()
    assert PromiseKind.RESOLVE in owed[Nature.COMPLAINT]


OPENED_BY: dict[str, frozenset[PromiseKind]] = {
    "dispatch": frozenset({PromiseKind.ACCEPT, PromiseKind.PLAN}),
    "hand_back": frozenset({PromiseKind.ACCEPT}),
    "send_back": frozenset({PromiseKind.DISPATCH}),
    "convert_to_complex": frozenset({PromiseKind.RESOLVE}),
    "resolve": frozenset({PromiseKind.FOLLOW_UP}),
    "instruct": frozenset({PromiseKind.INSTRUCTION}),
    "appoint": frozenset({PromiseKind.APPOINTMENT}),
    **dict.fromkeys(
        sorted(BEGINS_ROUND),
        frozenset({PromiseKind.FIRST_REPLY, PromiseKind.RESOLVE, PromiseKind.ACCEPT, PromiseKind.PLAN}),
    ),
}


class Ledger(RuleBasedStateMachine):
    """What the steps end, and what the clauses open, leaves exactly the promises that must be running."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.REGISTERED
        self.contactable = True
        self.replied = False
        self.progress_left = False
        self.planned = False
        self.appointed = False
        self.instructed = False
        self.running = {PromiseKind.DISPATCH, PromiseKind.FIRST_REPLY, PromiseKind.RESOLVE}
        self.steps = 0

    @rule()
    @precondition(lambda self: self.steps == 0 and self.contactable)
    def nobody_to_reach(self) -> None:
        self.contactable = False
        self.running.discard(PromiseKind.FIRST_REPLY)

    @rule(verb=st.sampled_from(sorted(STEPS)), report_left=st.booleans())
    def step(self, verb: str, report_left: bool) -> None:
        if not STEPS.allowed(self.state, verb):
            with pytest.raises(RuleBroken):
                STEPS.after(self.state, verb)
            return
        if verb in {"convert_to_complex", "report_progress", "appoint", *BEGINS_ROUND} and not self.contactable:
            return
        self.steps += 1
        self.state = STEPS.after(self.state, verb)
        ends = STEPS[verb].ends
        self.replied = (self.replied or ends.get(PromiseKind.FIRST_REPLY) is Ending.MET) and verb not in BEGINS_ROUND
        if PromiseKind.INSTRUCTION in ends:
            self.instructed = verb == "instruct"
        if PromiseKind.APPOINTMENT in ends:
            self.appointed = verb == "appoint"
        if PromiseKind.PROGRESS in ends or verb in BEGINS_ROUND:
            complex_still = verb == "convert_to_complex" or (verb == "report_progress" and self.progress_left)
            self.progress_left = complex_still and report_left
        if verb in {"plan", "dispatch", "send_back", *BEGINS_ROUND}:
            self.planned = verb == "plan"
        self.running = (self.running - set(ends)) | self.opened(verb)

    def opened(self, verb: str) -> frozenset[PromiseKind]:
        kinds: frozenset[PromiseKind] = OPENED_BY.get(verb, frozenset())
        if PromiseKind.PROGRESS in STEPS[verb].ends and self.progress_left:
            kinds = kinds | {PromiseKind.PROGRESS}
        return kinds - (set() if self.contactable else {PromiseKind.FOLLOW_UP})

    @invariant()
    def exactly_what_must_be_running(self) -> None:
        assert self.running == expected_promises(
            self.state,
            contactable=self.contactable,
            replied=self.replied,
            progress_left=self.progress_left,
            planned=self.planned,
            appointed=self.appointed,
            instructed=self.instructed,
        )
        assert bool(self.running) or self.state not in OPEN or not self.contactable


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
