"""One complaint as its owner sees it: the times promised, who is at it, and what was said."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jujiao.company.estates import at_home
from jujiao.company.rulebook.words import figure_words, label_words
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import is_partial, render_page
from jujiao.kernel.pages.part_values import Entry, Side
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.opening import read_as_opened
from jujiao.promises.models import PromiseState
from jujiao.rules.service.complaint_steps import AT_WORK, STEPS
from jujiao.service.complaints.for_owner import Round, Verdict, plan_of, rounds_of, stage_of, steps_of
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.queries import get_own, own
from jujiao.service.complaints.queries_case import comes_back, comes_back_until, promised_to_owner, timeline_of
from jujiao.service.complaints.queries_owner import UNTOLD, limits_of
from jujiao.service.complaints.story import story


@door(Role.OWNER)
def case(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The owner's page of a complaint. A page that asks whether anything is new (`seen`) gets it only if so."""
    complaint = get_own(request.viewer, complaint_id)
    if is_partial(request) and request.GET.get("seen") == str(complaint.version):
        return HttpResponse(status=204)
    now = clock.now()
    read_as_opened(request, Subject(SUBJECT, complaint.pk), now)
    promises = [each for each in promised_to_owner(complaint) if each.kind not in UNTOLD]
    rounds = rounds_of(promises)
    context = {
        "complaint": complaint,
        "nature": Nature(complaint.nature),
        "stage": stage_of(complaint),
        "steps": steps_of(complaint),
        "present": [each for each in rounds if each.number == complaint.round],
        "nearest": nearest(rounds, complaint.round),
        "earlier": [each for each in rounds if each.number != complaint.round],
        "plan": plan_of(complaint),
        "entries": conversation(complaint, request.viewer),
        "limits": [(label_words(figure), figure_words(figure), figure.clause) for figure in limits_of(complaint)],
        "late": any(each.state == PromiseState.RUNNING and each.due_at < now for each in promises),
        "actions": actions_of(complaint),
        "may_register": bool(at_home.rooms(request.viewer, today(now))),
        "back_until": back_until(complaint, now),
        "before": own(request.viewer).filter(pk=complaint.earlier_id or 0).first(),
        "after": own(request.viewer).filter(earlier=complaint.pk).order_by("id").first(),
        "partial": is_partial(request),
        "now": now,
    }
    return render_page(request, "complaints_owner/case.html", "case", context)


def nearest(rounds: list[Round], number: int) -> Verdict | None:
    """What the owner waits for: of the round at hand, the running promise that falls due first."""
    verdicts = [verdict for each in rounds if each.number == number for verdict in each.verdicts]
    return next((one for one in verdicts if one.promise.state == PromiseState.RUNNING), None)


def conversation(complaint: Complaint, viewer: Viewer, *, since: int = 0) -> list[Entry]:
    """What was said to and by the owner after version `since`; never what colleagues said to each other."""
    rows = [row for row in timeline_of(complaint, owner=True) if row.changes.get("version", 0) > since]
    told = []
    entries = story(complaint, rows, inside=False)
    for row, entry in zip(rows, entries, strict=True):
        # By the account, not by the name: names are corrected later.
        own = row.actor_id == viewer.user_id
        told.append(replace(entry, who=_("You"), role="" if own else entry.role) if entry.side is Side.OWNER else entry)
    return told


def back_until(complaint: Complaint, now: datetime) -> datetime | None:
    """Until when the owner can have a closed complaint taken up again; None where they cannot."""
    until = comes_back_until(complaint)
    return until.due_at if until and comes_back(complaint, now) else None


def actions_of(complaint: Complaint) -> dict[str, Any]:
    """The steps that are the owner's to take now, by name."""
    return {
        "rate": complaint.state == State.RESOLVED,
        "add": STEPS.allowed(complaint.state, "add"),
        "urge": complaint.state in AT_WORK,
        "withdraw": STEPS.allowed(complaint.state, "withdraw"),
    }
