"""What the viewer may do next about cases of which something is owed: for *My work*, asked for a whole page at once."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from jujiao.kernel.access import Viewer
from jujiao.kernel.subjects import NextStep
from jujiao.promises.models import Promise
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.operations.handling import barred
from jujiao.service.complaints.queries import visible_to, with_groups
from jujiao.service.complaints.web.offers import next_of, offered


def next_steps(viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """By the id of each promise whose case the viewer may see: the one step that comes next there, else why there is
    none. Asked by the rules that the case's own page and the operations ask."""
    seen = visible_to(viewer).filter(pk__in={promise.subject_id for promise in promises})
    cases = {case.pk: case for case in with_groups(seen.select_related("estate", "person__user", "department"))}
    handled = barred([case for case in cases.values() if case.state == State.RESOLVED])
    return {
        promise.pk: _next(viewer, cases[promise.subject_id], promise, handled.get(promise.subject_id, ()))
        for promise in promises
        if promise.subject_id in cases
    }


def _next(viewer: Viewer, case: Complaint, promise: Promise, handlers: Collection[int]) -> NextStep:
    report_due = promise.kind == PromiseKind.PROGRESS
    offer = next_of(offered(viewer, case, handlers), case, report_due=report_due)
    return NextStep(offer.verb, offer.label) if offer else NextStep("", _why_none(case))


def _why_none(case: Complaint) -> str:
    if case.follows:
        return _("Handled together with another case")
    if case.state == State.RESOLVED:
        return _("A colleague makes the follow-up")
    return _("Waits for somebody else")
