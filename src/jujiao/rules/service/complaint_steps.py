"""3.2.1–3.2.3: the steps of a complaint (投诉) as data: which verb leads where, and what must be running."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import RuleBroken, gettext_noop


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


class Ending(StrEnum):
    """How a step ends a running promise; the time of the step is its `done_at`, so a miss stays a miss."""

    MET = "met"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


OPEN = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED})
AT_WORK = frozenset({State.REGISTERED, State.DISPATCHED, State.ACCEPTED})

OF_THE_GROUP = frozenset({"dispatch", "accept", "send_back", "reply", "plan", "resolve"})
"""3.2.1: the steps that are taken for all complaints handled together, on the one that the others were merged into."""


@dataclass(frozen=True, slots=True)
class Step:
    """A verb: the states it may start from, the state it leads to (None keeps the state), the promises it ends."""

    verb: str
    clause: str
    sources: frozenset[State]
    target: State | None
    ends: Mapping[PromiseKind, Ending]


def _step(
    verb: str,
    clause: str,
    sources: frozenset[State] | set[State],
    target: State | None = None,
    **ends: Ending,
) -> Step:
    ended = {PromiseKind[kind.upper()]: ending for kind, ending in ends.items()}
    return Step(verb, clause, frozenset(sources), target, MappingProxyType(ended))


_MET, _CANCELLED, _SUPERSEDED = Ending.MET, Ending.CANCELLED, Ending.SUPERSEDED
_ALL_CANCELLED = dict.fromkeys((kind.name for kind in PromiseKind), _CANCELLED)

STEPS: Mapping[str, Step] = MappingProxyType(
    {
        step.verb: step
        for step in (
            _step("dispatch", "3.2.2", AT_WORK, State.DISPATCHED, dispatch=_MET),
            _step("accept", "3.2.2", {State.DISPATCHED}, State.ACCEPTED),
            _step("send_back", "3.2.2", {State.DISPATCHED, State.ACCEPTED}, State.REGISTERED),
            _step("reply", "3.2.2", AT_WORK, first_reply=_MET),
            _step("plan", "3.2.2", {State.DISPATCHED, State.ACCEPTED}),
            # Agreeing on a date is talking with the owner, so it is a first reply too.
            _step(
                "convert_to_complex",
                "3.2.2",
                AT_WORK,
                first_reply=_MET,
                resolve=_SUPERSEDED,
                progress=_SUPERSEDED,
            ),
            _step("report_progress", "3.2.2", AT_WORK, progress=_MET, first_reply=_MET),
            # The owner is told that it is done: that answers everything still owed in this round.
            _step(
                "resolve",
                "3.2.2",
                {State.ACCEPTED},
                State.RESOLVED,
                first_reply=_MET,
                resolve=_MET,
                progress=_CANCELLED,
            ),
            _step("follow_up_attempt", "3.2.3", {State.RESOLVED}),
            # Dissatisfied: the department keeps the case, but must take it up anew.
            _step("reopen", "3.2.3", {State.RESOLVED}, State.DISPATCHED, follow_up=_MET),
            _step("close", "3.2.3", {State.RESOLVED}, State.CLOSED, follow_up=_MET),
            _step("close_unreachable", "3.2.3", {State.RESOLVED}, State.CLOSED, follow_up=_CANCELLED),
            _step("withdraw", "3.2.1", OPEN, State.CLOSED, **_ALL_CANCELLED),
            # A double stays open beside the case it follows, with its own promises: its complainant is answered too.
            _step("merge", "3.2.1", AT_WORK),
            _step("urge", "3.2.2", OPEN),
            _step("add", "3.2.1", OPEN),
            _step("note", "3.2.2", OPEN | {State.CLOSED}),
        )
    }
)

HANDLING = frozenset({"accept", "plan", "reply", "report_progress", "convert_to_complex", "resolve"})
"""Steps that are work on the case itself. The others are the desk's own work, the owner's word, or its record."""

TRANSITIONS: frozenset[tuple[State, State]] = frozenset(
    (source, step.target)
    for step in STEPS.values()
    for source in step.sources
    if step.target is not None and step.target is not source
)


def allowed(state: State | str, verb: str) -> bool:
    """3.2.2: whether `verb` may be done to a complaint in `state`; KeyError for an unknown verb."""
    return state in STEPS[verb].sources


def after(state: State | str, verb: str) -> State:
    """3.2.2: the state that `verb` leads to; RuleBroken where the step is not allowed from `state`."""
    step = STEPS[verb]
    if state not in step.sources:
        message = gettext_noop("This step is not possible any more: the complaint has moved on. Reload to see it.")
        raise RuleBroken(step.clause, "step_not_allowed", message, {"state": str(state), "verb": verb})
    return step.target or State(state)


def verbs(state: State | str) -> tuple[str, ...]:
    """3.2.2: every verb that is possible in `state`, in the order of STEPS."""
    return tuple(verb for verb, step in STEPS.items() if state in step.sources)


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
