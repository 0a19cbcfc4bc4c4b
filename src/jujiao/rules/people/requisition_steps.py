"""2.1.1: the steps of a requisition (人员需求) as data: which verb leads where, and what is owed there."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import gettext_noop
from jujiao.rules.machine import Ending, Machine, Move


class State(StrEnum):
    """Where a requisition stands. Asked: its department owes an answer, the first or, sent back, another one."""

    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    NOTED = "noted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class PromiseKind(StrEnum):
    """The promises (承诺时限) that a requisition gives rise to; each is named like its figure."""

    ANSWER = "requisition.answer"
    ACCEPT = "requisition.accept"
    APPROVE = "requisition.approve"


OWED: Mapping[State, PromiseKind] = MappingProxyType(
    {
        State.ASKED: PromiseKind.ANSWER,
        State.ANSWERED: PromiseKind.ACCEPT,
        State.ACCEPTED: PromiseKind.APPROVE,
    }
)
"""2.1.1: what is owed in each state, exactly that; nothing in the others, which are the ends."""
OPEN = frozenset(OWED)


def _move(verb: str, sources: Collection[State], target: State, ending: Ending) -> Move[State]:
    """Every step leads elsewhere, so it ends what was owed."""
    return Move(verb, "2.1.1", frozenset(sources), target, {OWED[source]: ending for source in sources})


STEPS = Machine(
    State,
    (
        _move("answer", {State.ASKED}, State.ANSWERED, Ending.MET),
        _move("take_back", {State.ANSWERED}, State.ASKED, Ending.CANCELLED),
        _move("withdraw", {State.ASKED, State.ANSWERED}, State.WITHDRAWN, Ending.CANCELLED),
        _move("take_note", {State.ANSWERED}, State.NOTED, Ending.MET),
        _move("accept", {State.ANSWERED}, State.ACCEPTED, Ending.MET),
        # By whoever decides at the time: administration before it has accepted, the company after.
        _move("send_back", {State.ANSWERED, State.ACCEPTED}, State.ASKED, Ending.MET),
        _move("approve", {State.ACCEPTED}, State.APPROVED, Ending.MET),
        _move("refuse", {State.ACCEPTED}, State.REFUSED, Ending.MET),
    ),
    moved_on=gettext_noop("This step is not possible any more: the requisition has moved on. Reload to see it."),
)
