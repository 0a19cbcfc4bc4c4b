"""3.2.1–3.2.3: the steps of a complaint (投诉) as data: which verb leads where, and what must be running."""

from collections.abc import Collection
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import gettext_noop
from jujiao.rules.machine import Ending, Machine, Move


class State(StrEnum):
    """Where a complaint stands."""

    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    CLOSED = "closed"


class PromiseKind(StrEnum):
    """The promises (承诺时限) that a complaint gives rise to."""

    DISPATCH = "complaint.dispatch"
    FIRST_REPLY = "complaint.first_reply"
    RESOLVE = "complaint.resolve"
    PROGRESS = "complaint.progress"
    FOLLOW_UP = "complaint.follow_up"


OPEN = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED})
AT_WORK = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED})

OF_THE_GROUP = frozenset({"dispatch", "accept", "send_back", "reply", "plan", "resolve"})
"""3.2.1: the steps that are taken for all complaints handled together, on the one that the others were merged into."""


def _move(
    verb: str,
    clause: str,
    sources: Collection[State],
    target: State | None = None,
    **ends: Ending,
) -> Move[State]:
    ended: dict[str, Ending] = {PromiseKind[kind.upper()]: ending for kind, ending in ends.items()}
    return Move(verb, clause, frozenset(sources), target, MappingProxyType(ended))


_MET, _CANCELLED, _SUPERSEDED = Ending.MET, Ending.CANCELLED, Ending.SUPERSEDED
_ALL_CANCELLED = dict.fromkeys((kind.name for kind in PromiseKind), _CANCELLED)

STEPS = Machine(
    State,
    (
        _move("dispatch", "3.2.2", AT_WORK, State.DISPATCHED, dispatch=_MET),
        _move("accept", "3.2.2", {State.DISPATCHED}, State.ACCEPTED),
        _move("send_back", "3.2.2", {State.DISPATCHED, State.ACCEPTED}, State.REGISTERED),
        _move("reply", "3.2.2", AT_WORK, first_reply=_MET),
        _move("plan", "3.2.2", {State.DISPATCHED, State.ACCEPTED}),
        # Agreeing on a date is talking with the owner, so it is a first reply too.
        _move(
            "convert_to_complex",
            "3.2.2",
            AT_WORK,
            first_reply=_MET,
            resolve=_SUPERSEDED,
            progress=_SUPERSEDED,
        ),
        _move("report_progress", "3.2.2", AT_WORK, progress=_MET, first_reply=_MET),
        # The owner is told that it is done: that answers everything still owed in this round.
        _move(
            "resolve",
            "3.2.2",
            {State.ACCEPTED},
            State.RESOLVED,
            first_reply=_MET,
            resolve=_MET,
            progress=_CANCELLED,
        ),
        _move("follow_up_attempt", "3.2.3", {State.RESOLVED}),
        # Dissatisfied: the department keeps the case, but must take it up anew.
        _move("reopen", "3.2.3", {State.RESOLVED}, State.DISPATCHED, follow_up=_MET),
        _move("close", "3.2.3", {State.RESOLVED}, State.CLOSED, follow_up=_MET),
        _move("close_unreachable", "3.2.3", {State.RESOLVED}, State.CLOSED, follow_up=_CANCELLED),
        _move("withdraw", "3.2.1", OPEN, State.CLOSED, **_ALL_CANCELLED),
        # A double stays open beside the case it follows, with its own promises: its complainant is answered too.
        _move("merge", "3.2.1", AT_WORK),
        _move("urge", "3.2.2", OPEN),
        _move("add", "3.2.1", OPEN),
        _move("note", "3.2.2", OPEN | {State.CLOSED}),
    ),
    moved_on=gettext_noop("This step is not possible any more: the complaint has moved on. Reload to see it."),
)

HANDLING = frozenset({"accept", "plan", "reply", "report_progress", "convert_to_complex", "resolve"})
"""Steps that are work on the case itself. The others are the desk's own work, the owner's word, or its record."""


def expected_promises(
    state: State | str, *, contactable: bool, replied: bool, progress_left: bool
) -> frozenset[PromiseKind]:
    """3.2.2, 3.2.3: the kinds of promises that must be running, exactly these, for a complaint in `state`.

    `contactable`: the complainant can be reached. `replied`: somebody has reached the complainant in this round.
    `progress_left`: complex in this round, and the next report would fall before the agreed date.
    """
    if state == State.CLOSED:
        return frozenset()
    if state == State.RESOLVED:
        return frozenset({PromiseKind.FOLLOW_UP}) if contactable else frozenset()
    running = {PromiseKind.RESOLVE}
    if state == State.REGISTERED:
        running.add(PromiseKind.DISPATCH)
    if contactable and not replied:
        running.add(PromiseKind.FIRST_REPLY)
    if progress_left:
        running.add(PromiseKind.PROGRESS)
    return frozenset(running)
