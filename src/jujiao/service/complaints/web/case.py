"""The case: a conversation with its promises on top, who and where beside it, and the next step at hand."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse

from jujiao.cases.web.steps import buttons
from jujiao.company.rulebook.words import figure_words, label_words
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import is_partial, render_page
from jujiao.kernel.pages.part_values import folded
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.about import messages_shown
from jujiao.notices.opening import read_as_opened
from jujiao.notices.operations.calling import CALLERS
from jujiao.promises.cards import Card
from jujiao.service.complaints import models
from jujiao.service.complaints.handlers import handlers_of
from jujiao.service.complaints.models import Nature, State
from jujiao.service.complaints.queries import SEES_DEPARTMENT, SEES_ESTATE, get_for
from jujiao.service.complaints.queries_case import timeline_for, timeline_of
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.story import between, story
from jujiao.service.complaints.web.case_context import facts_of
from jujiao.service.complaints.web.next_steps import next_of

SEES: tuple[Role, ...] = (*SEES_ESTATE, *SEES_DEPARTMENT)
LIMITS = (
    "complaint.dispatch",
    "complaint.accept",
    "complaint.accept_by_night",
    "complaint.plan",
    "complaint.first_reply",
    "complaint.resolve",
    "complaint.progress",
    "complaint.follow_up",
)
LIMITS_OF_OTHERS: Mapping[str, tuple[str, ...]] = {
    Nature.ENQUIRY: ("complaint.enquiry",),
    Nature.SUGGESTION: ("complaint.suggestion",),
    Nature.PRAISE: (),
}


@door(*SEES)
def case(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The page. `do` names a step whose dialog opens at once; a page that has seen the last entry gets 204. `said`
    shows what owner and house said to each other, without what happened inside."""
    complaint = get_for(request.viewer, complaint_id)
    rows = timeline_for(request.viewer, complaint)
    last = rows[-1].seq if rows else 0
    if is_partial(request) and request.GET.get("seen") == str(last):
        return HttpResponse(status=204)
    now, said = clock.now(), request.GET.get("said") == "1"
    read_as_opened(request, Subject(models.SUBJECT, complaint.pk), now)
    context = facts_of(complaint, request.viewer, now)
    viewer = request.viewer
    following = next_of(viewer, complaint, owed=_nearest(context["promises"]))
    context |= buttons(COMPLAINT_STEPS, following, viewer, complaint)
    context |= {
        "seen": last,
        "said": said,
        "entries": folded(story(complaint, between(rows) if said else rows, photo_url=photo_url)),
        "handled_it": complaint.state == State.RESOLVED and viewer.user_id in handlers_of(complaint),
        "messages_sent": messages_shown(Subject(models.SUBJECT, complaint.pk)),
        "may_call": viewer.has(*CALLERS, estate_id=complaint.estate_id),
        "do": COMPLAINT_STEPS.get(request.GET.get("do", "")),
    }
    return render_page(request, "complaints/case.html", "case", context)


@door(*SEES)
def sheet(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The case on paper, with the limits under which it came: for the files, or (`copy=owner`) for the owner to sign,
    with nothing that colleagues said among themselves."""
    complaint = get_for(request.viewer, complaint_id)
    now = clock.now()
    limits, named = complaint.limits, LIMITS_OF_OTHERS.get(complaint.nature, LIMITS)
    owners = request.GET.get("copy") == "owner"
    rows = timeline_of(complaint, owner=True) if owners else timeline_for(request.viewer, complaint)
    context = facts_of(complaint, request.viewer, now) | {
        "owners": owners,
        "entries": story(complaint, rows, photo_url=photo_url),
        "limits": [
            (label_words(limits[key]), figure_words(limits[key]), limits[key].clause) for key in named if key in limits
        ],
        "version": complaint.rulebook_version,
    }
    return render_page(request, "complaints/sheet.html", "sheet", context)


def photo_url(photo: models.Photo, thumbnail: bool) -> str:
    name = "complaints:thumbnail" if thumbnail else "complaints:photo"
    return reverse(name, args=[photo.complaint_id, photo.pk])


def _nearest(cards: list[Card]) -> str:
    """The kind of the running promise that falls due first, "" where none runs."""
    return next((card.kind for card in cards if card.done_at is None), "")
