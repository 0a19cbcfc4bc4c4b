"""The requisition: what is promised, what the department needs, what happened, and the next step at hand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jujiao.cases.steps import Step
from jujiao.cases.web.steps import StepPages, buttons
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages.htmx import is_partial, render_page
from jujiao.kernel.pages.part_values import Entry, folded
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.opening import read_as_opened
from jujiao.people.requisitions.models import SUBJECT, Requisition
from jujiao.people.requisitions.operations.deciding import positions_of
from jujiao.people.requisitions.queries import SEES, get_for
from jujiao.people.requisitions.steps import REQUISITION_STEPS
from jujiao.people.requisitions.story import story
from jujiao.people.requisitions.web.next_steps import next_of
from jujiao.promises.cards import card, running_first
from jujiao.promises.operations import of_subject


@door(*SEES)
def case(request: ViewerRequest, requisition_id: int) -> HttpResponse:
    """The page. `do` names a step whose dialog opens at once; a page that has seen the last entry gets 204."""
    viewer, requisition = request.viewer, get_for(request.viewer, requisition_id)
    wanted = REQUISITION_STEPS.get(request.GET.get("do", ""))
    if wanted is not None and wanted.form is None:
        return redirect("requisitions:answer", requisition_id)
    rows = rows_of(requisition)
    last = rows[-1].seq if rows else 0
    if is_partial(request) and request.GET.get("seen") == str(last):
        return HttpResponse(status=204)
    now = clock.now()
    read_as_opened(request, Subject(SUBJECT, requisition.pk), now)
    promises = of_subject(SUBJECT, requisition.pk).filter(round=requisition.round)
    context = buttons(REQUISITION_STEPS, next_of(viewer, requisition), viewer, requisition) | {
        "case": requisition,
        "now": now,
        "seen": last,
        "entries": folded(story(rows)),
        "promises": [card(one) for one in sorted(promises.select_related("department", "employee"), key=running_first)],
        "positions": positions_of(requisition) if requisition.standing else [],
        "do": wanted,
    }
    return render_page(request, "requisitions/case.html", "case", context)


@door(*SEES)
def step(request: ViewerRequest, requisition_id: int, verb: str) -> HttpResponse:
    """The dialog of a step, or the step."""
    return PAGES.answer(request, get_for(request.viewer, requisition_id), verb, clock.now())


def rows_of(requisition: Requisition) -> list[TimelineEntry]:
    """What happened, in order: whoever sees the requisition may read all of it."""
    return list(timeline.entries_of(SUBJECT, requisition.pk).order_by("seq"))


def meanwhile(_viewer: Viewer, requisition: Requisition, version: int) -> list[Entry]:
    """For a stale form: what others did since a version."""
    return story(row for row in rows_of(requisition) if row.changes.get("version", 0) > version)


def beside(_viewer: Viewer, requisition: Requisition, taken: Step[Requisition]) -> dict[str, Any]:
    """What is decided about, before one's eyes."""
    deciding = taken.verb in {"accept", "approve", "refuse", "send_back"}
    return {"positions": positions_of(requisition) if deciding and requisition.standing else []}


PAGES = StepPages(
    steps=REQUISITION_STEPS,
    argument="requisition_id",
    template="requisitions/step.html",
    url=lambda requisition: reverse("requisitions:case", args=[requisition.pk]),
    since=meanwhile,
    beside=beside,
)
