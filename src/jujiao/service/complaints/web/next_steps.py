"""What the viewer may do next about a case: its page's first button, and the one step on *My work*."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext as _

from jujiao.cases.steps import Step
from jujiao.kernel.pages.addresses import address
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import NextStep
from jujiao.promises.models import Promise
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.handlers import barred
from jujiao.service.complaints.models import Complaint, Nature, State
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.queries import seen_with_groups
from jujiao.service.complaints.steps import COMPLAINT_STEPS

NEXT: Mapping[State, Sequence[str]] = MappingProxyType(
    {
        State.REGISTERED: ("dispatch", "reply"),
        State.DISPATCHED: ("accept", "reply", "dispatch"),
        State.ACCEPTED: ("resolve", "reply"),
        State.RESOLVED: ("follow_up",),
        State.CLOSED: (),
    }
)
"""What comes next in each state, by preference."""


NEXT_OF_OTHERS: Mapping[State, Sequence[str]] = MappingProxyType(
    {
        State.REGISTERED: ("pass_on", "answer", "dispatch"),
        State.DISPATCHED: ("pass_on", "accept", "answer"),
        State.ACCEPTED: ("pass_on", "answer"),
    }
)
"""The same of what is no complaint."""
ASKED_FIRST: Mapping[str, str] = MappingProxyType(
    {PromiseKind.PROGRESS: "report_progress", PromiseKind.PLAN: "plan"},
)
"""Promises that, where they fall due next, ask for their own step before what comes next in that state."""


def next_of(viewer: Viewer, complaint: Complaint, *, owed: str = "") -> Step[Complaint] | None:
    """The one next step: what the nearest duty asks of this person; `owed` is the kind of promise that is nearest."""
    if owed == PromiseKind.INSTRUCTION:
        return COMPLAINT_STEPS.first(["report_back"], viewer, complaint)
    if complaint.nature != Nature.COMPLAINT:
        return COMPLAINT_STEPS.first(list(NEXT_OF_OTHERS.get(State(complaint.state), ())), viewer, complaint)
    wanted = list(NEXT[State(complaint.state)])
    if complaint.state == State.ACCEPTED and complaint.contactable and complaint.replied_at is None:
        wanted.insert(0, "reply")
    if owed in ASKED_FIRST and complaint.state == State.ACCEPTED:
        wanted.insert(0, ASKED_FIRST[owed])
    return COMPLAINT_STEPS.first(wanted, viewer, complaint)


def next_steps(viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """By the id of each promise whose case the viewer may see: the one step that comes next there, else why there is
    none. Asked for a whole page at once, by the rules that the case's own page and the operations ask."""
    seen = seen_with_groups(viewer, {promise.subject_id for promise in promises})
    cases = {case.pk: case for case in seen}
    barred([case for case in cases.values() if case.state == State.RESOLVED])
    calls = {pk: _call(viewer, case) for pk, case in cases.items()}
    return {
        promise.pk: _next(viewer, cases[promise.subject_id], promise)._replace(call=calls[promise.subject_id])
        for promise in promises
        if promise.subject_id in cases
    }


def _next(viewer: Viewer, case: Complaint, promise: Promise) -> NextStep:
    step = next_of(viewer, case, owed=promise.kind)
    return NextStep(step.verb, step.label) if step else NextStep("", _why_none(case, promise.kind))


def _call(viewer: Viewer, case: Complaint) -> str:
    """The address of the dialog that shows the complainant's number to whoever works on the case."""
    reachable = case.contact_phone or (case.person and case.person.phone)
    shown = reachable and ACCESS["reveal_phone"].given(viewer, case)
    return address("complaints:reveal", case.pk) if shown else ""


def _why_none(case: Complaint, owed: str) -> str:
    if case.follows:
        return _("Handled together with another case")
    if case.state == State.RESOLVED:
        # What still runs beside the follow-up is the message that says that it is done.
        sent = owed in (PromiseKind.RESOLVE, PromiseKind.FIRST_REPLY)
        return _("The owner is being told") if sent else _("A colleague makes the follow-up")
    return _("Waits for somebody else")
