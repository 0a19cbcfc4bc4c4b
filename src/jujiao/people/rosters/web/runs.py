"""Searches for a roster: asked for, followed while they go on, stopped, and taken over."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.estates.forms import VersionForm
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, refuse
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.people.rosters import operations
from jujiao.people.rosters.forms import SearchForm
from jujiao.people.rosters.models import Roster, RosterRun
from jujiao.people.rosters.permissions import PLAN, may_plan_all
from jujiao.people.rosters.queries import get_for, get_run, latest_run, posts_of
from jujiao.people.rosters.sentences import said_all


def run_context(roster: Roster, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What `rosters/run.html` shows: the latest search, and whether what it has found may be taken over."""
    run = latest_run(roster)
    return {
        "run": run,
        "run_says": said_all(run.sentences, now) if run else [],
        "run_share": _share(run) if run else 0,
        "takes": run is not None and run.proposal is not None and not run.going and not run.taken_at and roster.draft,
        "searches": roster.draft and may_plan_all(viewer, posts_of(roster)),
    }


def _share(run: RosterRun) -> int:
    """How much of its time a search has used, in percent."""
    return min(100, round(100 * run.seconds / run.limit))


@door(*PLAN)
@require_safe
def panel(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """How far the latest search is: the part of the page that asks for itself while it goes on."""
    roster, now = get_for(request.viewer, roster_id), clock.now()
    context = {"roster": roster, "now": now, **run_context(roster, request.viewer, now)}
    return render(request, "rosters/run.html", context)


@door(*PLAN)
def ask(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The dialog that has a roster searched for."""
    roster = get_for(request.viewer, roster_id)
    dialog = Dialog(
        _("Search for a roster"),
        _("Search"),
        reverse("rosters:roster", args=[roster_id]),
        note=_("It goes on while you do other things. Fixed duties stay; nothing changes before you take it over."),
        sentence=_("The search begins."),
    )
    return dialog.answer(
        request,
        SearchForm(request.POST or None, initial={"version": roster.version}),
        lambda given: operations.ask(roster_id=roster_id, **given, actor=request.viewer, now=clock.now()),
    )


@door(*PLAN)
@require_POST
def stop(request: ViewerRequest, run_id: int) -> HttpResponse:
    """Has a search stop."""
    run = get_run(request.viewer, run_id)
    try:
        operations.stop(run_id=run_id, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    url = reverse("rosters:roster", args=[run.roster_id])
    return done(request, _("The search is stopping."), url=url, stay=True, events={"run-changed": True})


@door(*PLAN)
def take_over(request: ViewerRequest, run_id: int) -> HttpResponse:
    """The dialog that puts what was found in the place of the draft."""
    run = get_run(request.viewer, run_id)
    dialog = Dialog(
        _("Take the roster over"),
        _("Take it over"),
        reverse("rosters:roster", args=[run.roster_id]),
        note=_("It takes the place of all drafts that are not fixed."),
        sentence=_("Taken over."),
    )
    return dialog.answer(
        request,
        VersionForm(request.POST or None, initial={"version": run.roster.version}),
        lambda given: operations.take_over(
            run_id=run_id, version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )
