"""One view for every step: its dialog, and the step itself."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from jujiao.cases.steps import Step
from jujiao.cases.web.steps import StepPages
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.attachments.reading import MOST_MEGABYTES
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries import get_for
from jujiao.service.complaints.queries_case import doubles_of
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.web.call_sheet import call_sheet
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.case_context import phone_of
from jujiao.service.complaints.web.refused_forms import meanwhile

CALLS = {"reply", "answer", "report_progress", "resolve", "follow_up", "convert_to_complex"}
"""Steps for which one speaks with the owner."""


@door(*SEES, takes=MOST_MEGABYTES)
def step(request: ViewerRequest, complaint_id: int, verb: str) -> HttpResponse:
    """The dialog of a step, or the step."""
    return PAGES.answer(request, get_for(request.viewer, complaint_id), verb, clock.now())


def beside(viewer: Viewer, complaint: Complaint, taken: Step[Complaint]) -> dict[str, Any]:
    """What a dialog shows beside its form: whom to call, and how many others are told the same."""
    return {
        "phone": phone_of(complaint) if taken.verb in CALLS else "",
        "call": {"why": "call", "words": str(taken.label)},
        "sheet": call_sheet(viewer, complaint, clock.now()) if taken.verb == "follow_up" else None,
        "doubles": answered_too(viewer, complaint) if taken.verb in {"reply", "answer", "resolve"} else 0,
    }


def answered_too(viewer: Viewer, complaint: Complaint) -> int:
    """How many owners of doubles are told the same, as far as the viewer may know of them."""
    return sum(double.follows for double in doubles_of(viewer, complaint))


PAGES = StepPages(
    steps=COMPLAINT_STEPS,
    argument="complaint_id",
    template="complaints/step.html",
    url=lambda complaint: reverse("complaints:case", args=[complaint.pk]),
    since=meanwhile,
    beside=beside,
)
