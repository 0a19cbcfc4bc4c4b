"""A roster: how far it is, what is covered, who has how much of it; and the steps that publish and withdraw it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.story import story
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.opening import read_as_opened
from jujiao.people.rosters import operations
from jujiao.people.rosters.covering import gaps_of
from jujiao.people.rosters.forms import AcknowledgeForm
from jujiao.people.rosters.models import Roster, RosterReceipt, Scheme
from jujiao.people.rosters.operations.frame import SUBJECT
from jujiao.people.rosters.permissions import PLAN, SEES, may_plan_all, sees_inside
from jujiao.people.rosters.queries import get_for, own_receipt, posts_of, receipts_of
from jujiao.people.rosters.web.grid import grid_of
from jujiao.people.rosters.web.runs import run_context


@door(*SEES)
@require_safe
def roster(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The page."""
    now, viewer = clock.now(), request.viewer
    found = get_for(viewer, roster_id)
    read_as_opened(request, Subject(SUBJECT, found.pk), now)
    posts = posts_of(found)
    plans = may_plan_all(viewer, posts)
    context: dict[str, Any] = {
        "roster": found,
        "posts": posts,
        "now": now,
        "plans": plans,
        "own": (own := own_receipt(viewer, found)),
        "seen_url": _seen_url(own) if own else "",
        "averaged": found.scheme == Scheme.AVERAGED,
    }
    context |= grid_of(found, viewer, now)
    if sees_inside(viewer, found.estate, posts):
        context |= _for_planners(found, viewer, now)
        context["shares"] = context["grid"].shares if context["grid"] else ()
    return render_page(request, "rosters/roster.html", "roster", context)


def _seen_url(own: RosterReceipt) -> str:
    url = reverse("rosters:acknowledge", args=[own.roster_id])
    return f"{url}?{urlencode({'told': own.told_at.isoformat()})}"


def _for_planners(found: Roster, viewer: Viewer, now: datetime) -> dict[str, Any]:
    receipts = list(receipts_of(found))
    return {
        "inside": True,
        "gaps": gaps_of(found),
        "receipts": receipts,
        "waiting": sum(each.acknowledged_at is None for each in receipts),
        "entries": story(SUBJECT, found.pk, {}, {}),
        **run_context(found, viewer, now),
    }


@door(*PLAN)
def publish(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The dialog says what is not covered, and what breaks the law."""
    now, found = clock.now(), get_for(request.viewer, roster_id)
    dialog = Dialog(
        _("Publish the roster"),
        _("Publish it"),
        reverse("rosters:roster", args=[roster_id]),
        note=_publishing(found),
        sentence=_("Published; everybody in it is told."),
    )
    return dialog.answer(
        request,
        VersionForm(request.POST or None, initial={"version": found.version}),
        lambda given: operations.publish(roster_id=roster_id, version=given["version"], actor=request.viewer, now=now),
    )


def _publishing(found: Roster) -> str:
    missing = sum(gap.missing for gap in gaps_of(found))
    if not missing:
        return _("All that is needed is covered. Everybody who has duties in it is told and acknowledges them.")
    return ngettext(
        "%(n)s duty that is needed is not covered. Everybody who has duties in it is told and acknowledges them.",
        "%(n)s duties that are needed are not covered. Everybody who has duties in it is told and acknowledges them.",
        missing,
    ) % {"n": missing}


@door(*SEES)
def acknowledge(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The dialog knows of which telling the page was that led to it."""
    found = get_for(request.viewer, roster_id)
    dialog = Dialog(
        _("Acknowledge the roster"),
        _("I have seen my duties"),
        reverse("rosters:roster", args=[roster_id]),
        sentence=_("Acknowledged."),
    )
    return dialog.answer(
        request,
        AcknowledgeForm(
            request.POST if request.method == "POST" else None, initial={"told_at": request.GET.get("told")}
        ),
        lambda given: operations.acknowledge(roster_id=found.pk, **given, actor=request.viewer, now=clock.now()),
    )


@door(*PLAN)
def withdraw(request: ViewerRequest, roster_id: int) -> HttpResponse:
    found = get_for(request.viewer, roster_id)
    dialog = Dialog(
        _("Withdraw the roster"),
        _("Withdraw it"),
        reverse("rosters:list"),
        note=_("Its drafts go; what was planned before it stays. Nobody was told of it."),
        sentence=_("Withdrawn."),
        danger=True,
    )
    return dialog.answer(
        request,
        VersionForm(request.POST or None, initial={"version": found.version}),
        lambda given: operations.withdraw(
            roster_id=roster_id, version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )
