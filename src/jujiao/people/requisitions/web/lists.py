"""All requisitions; the rounds; and how far one of them is."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from jujiao.company.accounts.saved_views import Views
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.requisitions.lists import presets, requisitions_table
from jujiao.people.requisitions.models import State
from jujiao.people.requisitions.queries import (
    SEES,
    departments_asking,
    get_round_for,
    prepared,
    rounds_for,
    visible_to,
)

ROUNDS = Table(orders=[Order("new", "", ("-starts_on", "-id"))], size=20)


@door(*SEES)
@require_safe
def requisitions(request: ViewerRequest) -> HttpResponse:
    """The list; its state stands in the URL."""
    now = clock.now()
    table, found = requisitions_table(request.viewer, now).bound(), visible_to(request.viewer)
    views = Views(request, "requisitions:list", presets(request.viewer))
    if views.asked:
        return views.answer(lambda params: table.page(found, params))
    page = table.page(found, request.GET)
    context = {
        "page": page,
        "views": views.beside(page),
        "rows": page.rows,
        "now": now,
        "may_ask": departments_asking(request.viewer).exists(),
    }
    return render_page(request, "requisitions/list.html", "list", context)


@door(*SEES)
@require_safe
def rounds(request: ViewerRequest) -> HttpResponse:
    """The rounds, the newest first."""
    page = ROUNDS.page(rounds_for(request.viewer), request.GET)
    return render_page(request, "requisitions/rounds.html", "list", {"page": page, "now": clock.now()})


@door(*SEES)
@require_safe
def round_page(request: ViewerRequest, round_id: int) -> HttpResponse:
    """Who has answered, who is late, and who has yet to, of those departments that the viewer may see."""
    now, opened = clock.now(), get_round_for(request.viewer, round_id)
    found = prepared(visible_to(request.viewer).filter(asked_in=opened).order_by("estate_id", "department_id"))
    silent = [one for one in found if one.state == State.ASKED]
    late = [one for one in silent if one.next_due_at is not None and one.next_due_at < now]
    context = {
        "round": opened,
        "rows": found,
        "answered": len(found) - len(silent),
        "late": len(late),
        "waiting": len(silent) - len(late),
        "now": now,
    }
    return render_page(request, "requisitions/round.html", "list", context)
