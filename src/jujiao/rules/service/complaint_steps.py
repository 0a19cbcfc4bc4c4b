"""3.2.1–3.2.3: the steps of a complaint (投诉) as data: which verb leads where, and what must be running."""

from collections.abc import Collection, Mapping
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


class Nature(StrEnum):
    """What an owner brings (3.1.2, 3.1.3): only a complaint carries the limits of 3.2.2; an enquiry and a suggestion
    are answered; praise is passed on."""

    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


class PromiseKind(StrEnum):
    """The promises (承诺时限) that a complaint gives rise to."""

    DISPATCH = "complaint.dispatch"
    ACCEPT = "complaint.accept"
    PLAN = "complaint.plan"
    FIRST_REPLY = "complaint.first_reply"
    RESOLVE = "complaint.resolve"
    PROGRESS = "complaint.progress"
    FOLLOW_UP = "complaint.follow_up"
    APPOINTMENT = "complaint.appointment"
    INSTRUCTION = "complaint.instruction"
    ENQUIRY = "complaint.enquiry"
    SUGGESTION = "complaint.suggestion"


OPEN = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED})
AT_WORK = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED})

OF_THE_GROUP = frozenset(
    {"dispatch", "accept", "reassign", "hand_back", "send_back", "reply", "plan", "resolve", "answer", "pass_on"}
)
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
_HANDED_ON = {"accept": _SUPERSEDED, "plan": _SUPERSEDED}
"""Another department accepts and plans anew; what the one before missed stays missed."""
_TOLD = {"first_reply": _MET, "resolve": _MET}
"""Who is asked how it was has heard that it is done, where the message that was to say so has not come yet."""
_ALL_CANCELLED = {kind.name.lower(): _CANCELLED for kind in PromiseKind}

STEPS = Machine(
    State,
    (
        _move("dispatch", "3.2.2", AT_WORK, State.DISPATCHED, dispatch=_MET, **_HANDED_ON),
        _move("accept", "3.2.2", {State.DISPATCHED}, State.ACCEPTED, accept=_MET),
        _move(
            "send_back",
            "3.2.2",
            {State.DISPATCHED, State.ACCEPTED},
            State.REGISTERED,
            accept=_CANCELLED,
            plan=_CANCELLED,
        ),
        _move("reassign", "3.2.2", {State.ACCEPTED}),
        # Whoever had it in hand leaves the company: the department keeps the case, and somebody takes it up anew.
        _move("hand_back", "3.2.2", {State.ACCEPTED}, State.DISPATCHED),
        _move("instruct", "3.2.2", AT_WORK, instruction=_SUPERSEDED),
        _move("report_back", "3.2.2", AT_WORK, instruction=_MET),
        _move("reply", "3.2.2", AT_WORK, first_reply=_MET),
        _move("plan", "3.2.2", {State.DISPATCHED, State.ACCEPTED}, plan=_MET),
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
        # The owner is told that it is done: that answers everything still owed in this round. A fault mended at once
        # needs no plan: what was done takes its place.
        _move(
            "resolve",
            "3.2.2",
            {State.ACCEPTED},
            State.RESOLVED,
            first_reply=_MET,
            resolve=_MET,
            progress=_CANCELLED,
            plan=_SUPERSEDED,
            instruction=_MET,
        ),
        # By a message: it is answered, and closed, once its owner has got it.
        _move("write_answer", "3.1.2", AT_WORK),
        _move("close_answered", "3.1.2", AT_WORK, State.CLOSED, **_ALL_CANCELLED),
        _move("answer", "3.1.2", AT_WORK, State.CLOSED, **{**_ALL_CANCELLED, "enquiry": _MET, "suggestion": _MET}),
        _move("pass_on", "3.1.2", AT_WORK, State.CLOSED, **_ALL_CANCELLED),
        _move("follow_up_attempt", "3.2.3", {State.RESOLVED}, appointment=_MET),
        # Reached, but not now: another time replaces an earlier one.
        _move("appoint", "3.2.3", {State.RESOLVED}, None, appointment=_SUPERSEDED, **_TOLD),
        # Dissatisfied: the department keeps the case, but must take it up anew.
        _move("reopen", "3.2.3", {State.RESOLVED}, State.DISPATCHED, follow_up=_MET, appointment=_MET, **_TOLD),
        _move("close", "3.2.3", {State.RESOLVED}, State.CLOSED, follow_up=_MET, appointment=_MET, **_TOLD),
        _move("close_unreachable", "3.2.3", {State.RESOLVED}, State.CLOSED, **_ALL_CANCELLED),
        # A score that was taken down wrongly: it changes, or begins the round that it should have, or ends the one that
        # it should not have begun.
        _move("rescore", "3.2.3", {State.DISPATCHED, State.ACCEPTED, State.CLOSED}),
        _move("rescore_reopen", "3.2.3", {State.CLOSED}, State.DISPATCHED),
        _move("rescore_close", "3.2.3", {State.DISPATCHED, State.ACCEPTED}, State.CLOSED, **_ALL_CANCELLED),
        _move("come_back", "3.2.3", {State.CLOSED}, State.DISPATCHED),
        _move("withdraw", "3.2.1", OPEN, State.CLOSED, **_ALL_CANCELLED),
        # A double stays open beside the case it follows, with its own promises: its complainant is answered too.
        _move("merge", "3.2.1", AT_WORK),
        _move("unmerge", "3.2.1", AT_WORK),
        _move("urge", "3.2.2", OPEN),
        _move("add", "3.2.1", OPEN),
        # A wrong entry is wrong in every state. Which promises end by it is a rule of its own: `complaint_corrections`.
        _move("correct", "3.2.1", OPEN | {State.CLOSED}),
        _move("note", "3.2.2", OPEN | {State.CLOSED}),
    ),
    moved_on=gettext_noop("This step is not possible any more: the complaint has moved on. Reload to see it."),
)

ANSWERED: Mapping[Nature, PromiseKind] = MappingProxyType(
    {Nature.ENQUIRY: PromiseKind.ENQUIRY, Nature.SUGGESTION: PromiseKind.SUGGESTION}
)
"""3.1.2: what is owed for what is no complaint; nothing for praise."""
COMPLAINTS_ONLY = frozenset({"plan", "reply", "report_progress", "convert_to_complex", "resolve"})
"""3.2.2: the steps of complaints; what is none has `answer` or `pass_on` instead, and no follow-up."""

BEGINS_ROUND = frozenset({"reopen", "rescore_reopen", "come_back"})
"""The steps that begin the next round."""
HANDLING = frozenset(
    {"accept", "plan", "reply", "answer", "write_answer", "report_progress", "convert_to_complex", "resolve"}
)
"""Steps that are work on the case itself. The others are the desk's own work, the owner's word, or its record."""


def expected_promises(
    state: State | str,
    *,
    contactable: bool,
    replied: bool,
    progress_left: bool,
    planned: bool,
    nature: Nature | str = Nature.COMPLAINT,
    appointed: bool = False,
    instructed: bool = False,
    told: bool = True,
) -> frozenset[PromiseKind]:
    """3.2.2, 3.2.3: the kinds of promises that must be running, exactly these, for a complaint in `state`.

    `contactable`: the complainant can be reached. `replied`: somebody has reached the complainant in this round.
    `progress_left`: complex in this round, and the next report would fall before the agreed date. `planned`: whoever
    holds it now has made a plan. `appointed`: the owner has named a time to be called at.
    `instructed`: the manager or the company waits for a word on it. `told`: what is done was told by a way that has
    accepted it; until then the time for it runs on.
    """
    if state == State.CLOSED:
        return frozenset()
    told_above = {PromiseKind.INSTRUCTION} if instructed and state in AT_WORK else set()
    if nature != Nature.COMPLAINT:
        return frozenset(told_above | ({ANSWERED[Nature(nature)]} if nature in ANSWERED else set()))
    if state == State.RESOLVED:
        if not contactable:
            return frozenset()
        asked = {PromiseKind.FOLLOW_UP, PromiseKind.APPOINTMENT} if appointed else {PromiseKind.FOLLOW_UP}
        untold = set() if told else {PromiseKind.RESOLVE, *(() if replied else (PromiseKind.FIRST_REPLY,))}
        return frozenset(asked | untold)
    running = {PromiseKind.RESOLVE, *owed_before_work(state, planned=planned), *told_above}
    if contactable and not replied:
        running.add(PromiseKind.FIRST_REPLY)
    if progress_left:
        running.add(PromiseKind.PROGRESS)
    return frozenset(running)


def owed_before_work(
    state: State | str, *, planned: bool, nature: Nature | str = Nature.COMPLAINT
) -> frozenset[PromiseKind]:
    """3.2.2: what is owed before the matter itself is worked on: handing it over at the desk, then accepting it and
    making a plan in the department. All of this is owed for complaints alone."""
    match state if nature == Nature.COMPLAINT else State.CLOSED:
        case State.REGISTERED:
            return frozenset({PromiseKind.DISPATCH})
        case State.DISPATCHED:
            return frozenset({PromiseKind.ACCEPT} if planned else {PromiseKind.ACCEPT, PromiseKind.PLAN})
        case State.ACCEPTED:
            return frozenset(set() if planned else {PromiseKind.PLAN})
        case _:
            return frozenset()
