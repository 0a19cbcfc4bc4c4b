"""Who comes to the desk: the list, the form, one visit, and what becomes of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.queries import SEE_PEOPLE, get_room
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import case_forms_of
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.desk import operations
from jujiao.service.desk.forms import ReceiveForm, SettleForm
from jujiao.service.desk.lists import visits_table
from jujiao.service.desk.models import Outcome, Visit
from jujiao.service.desk.permissions import RECEIVES, SEES_VISITS
from jujiao.service.desk.queries import VISIT, MadeCase, case_of, get_visit_for, visitor, visits_for

LAST = 5
"""Visits that are shown of a room."""


@dataclass(frozen=True)
class Row:
    """A visit with who came, as the viewer may read it."""

    visit: Visit
    who: str


@door(*SEES_VISITS)
@require_safe
def visits(request: ViewerRequest) -> HttpResponse:
    """Who came, the latest first."""
    page = visits_table(request.viewer).page(visits_for(request.viewer), request.GET)
    rows = [Row(each, visitor(each, request.viewer)) for each in page.rows]
    context = {"page": page, "rows": rows, "receives": request.viewer.has(*RECEIVES), "now": clock.now()}
    return render_page(request, "desk/visits.html", "list", context)


@door(*RECEIVES)
def receive(request: ViewerRequest) -> HttpResponse:
    """The form; written down, one goes on with the visit."""
    now = clock.now()
    form = ReceiveForm(request.viewer, now, request.POST or None)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("estate", "room", "person", "visitor_name", "text")}
        try:
            visit = operations.receive(**given, actor=request.viewer, now=now)
        except UnableTo as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written down."))
            return redirect("reception:visit", visit.pk)
    status = 422 if form.is_bound else 200
    return render(request, "desk/receive.html", {"form": form, "rooms": form.found(), "now": now}, status=status)


@door(*RECEIVES)
@require_safe
def find(request: ViewerRequest) -> HttpResponse:
    """The households that fit what was typed, to choose from."""
    form = ReceiveForm(request.viewer, clock.now(), initial={"q": request.GET.get("q", "")})
    return render(request, "desk/found.html", {"form": form, "rooms": form.found()})


@door(*SEES_VISITS)
@require_safe
def visit(request: ViewerRequest, visit_id: int) -> HttpResponse:
    """One visit, with what may be made of it."""
    row = get_visit_for(request.viewer, visit_id)
    receives = request.viewer.has(*RECEIVES, estate_id=row.estate_id)
    made: MadeCase | None = case_of(row, request.viewer)
    context = {
        "visit": row,
        "who": visitor(row, request.viewer),
        "made": made,
        "settles": receives and row.outcome == Outcome.OPEN,
        "forms": case_forms_of(f"{VISIT}-{row.pk}", request.viewer) if receives and row.case_id is None else [],
        "now": clock.now(),
    }
    return render(request, "desk/visit.html", context)


@door(*(role for role in SEES_VISITS if role in SEE_PEOPLE))
@require_safe
def of_room(request: ViewerRequest, room_id: int) -> HttpResponse:
    """A part of the room's page: the last who came from there."""
    room = get_room(request.viewer, room_id)
    found = visits_for(request.viewer).filter(room=room).order_by("-came_at", "-id")[:LAST]
    rows = [Row(each, visitor(each, request.viewer)) for each in found]
    return render(request, "desk/of_room.html", {"rows": rows, "now": clock.now()})


@door(*RECEIVES)
def settle(request: ViewerRequest, visit_id: int) -> HttpResponse:
    """The dialog in which one notes what was done."""
    row = get_visit_for(request.viewer, visit_id)
    dialog = Dialog(
        _("Only note it"),
        _("Note it"),
        reverse("reception:visit", args=[row.pk]),
        note=_("Nothing more is to be done about this visit."),
        sentence=_("Noted."),
        latest=lambda: {"word": get_visit_for(request.viewer, visit_id).word},
    )
    return dialog.answer(
        request,
        SettleForm(request.POST or None, initial={"version": row.version}),
        lambda given: operations.settle(visit=row, **given, actor=request.viewer, now=clock.now()),
    )
