"""The headcount: how many seats of each post a department has, down to the moves that made it so."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.people.requisitions.forms.seats import SeatsForm
from jujiao.people.requisitions.lists import headcount_table
from jujiao.people.requisitions.models import HeadcountMove
from jujiao.people.requisitions.operations import move_seats
from jujiao.people.requisitions.queries import SEES, get_headcount_for, headcounts_for
from jujiao.rules.people.headcount import MoveKind

MOVES_SEATS = (Role.ADMINISTRATION, Role.COMPANY)
MOVES = Table(orders=[Order("new", "", ("-id",))])


@door(*SEES)
@require_safe
def headcount(request: ViewerRequest) -> HttpResponse:
    """The seats of each post in each department."""
    page = headcount_table(request.viewer).page(headcounts_for(request.viewer), request.GET)
    context = {"page": page, "moves": request.viewer.has(*MOVES_SEATS)}
    return render_page(request, "requisitions/headcount.html", "list", context)


@door(*SEES)
@require_safe
def moves(request: ViewerRequest, headcount_id: int) -> HttpResponse:
    """What made one headcount what it is, the newest move first."""
    seats = get_headcount_for(request.viewer, headcount_id)
    found = HeadcountMove.objects.filter(headcount=seats).select_related("requisition", "moved_by")
    page = MOVES.page(found, request.GET)
    return render_page(request, "requisitions/moves.html", "list", {"seats": seats, "page": page, "now": clock.now()})


@door(*MOVES_SEATS)
def move(request: ViewerRequest) -> HttpResponse:
    """The dialog that moves seats by hand."""
    form = SeatsForm(request.POST or None).offer(request.viewer)
    dialog = Dialog(_("Move seats"), _("Move"), reverse("requisitions:headcount"), sentence=_("Moved."))
    return dialog.answer(
        request,
        form,
        lambda given: move_seats(
            department=given["department"],
            post=given["post"],
            kind=MoveKind(given["kind"]),
            number=given["number"],
            reason=given["reason"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )
