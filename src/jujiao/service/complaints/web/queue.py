"""All complaints: filtered, paged, exported."""

from datetime import datetime

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.accounts.saved_views import Views
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.spreadsheets import Column, write
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Page
from jujiao.kernel.pages.words import left_words
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.complaints.lists import filters, presets, queue
from jujiao.service.complaints.models import Channel, Complaint, Kind, Nature, Outcome, State
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries import waiting_praise
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.queue_rows import COLUMNS, drawn
from jujiao.service.complaints.web.several import steps_for

MOST_ROWS = 20_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(*SEES)
def all_complaints(request: ViewerRequest) -> HttpResponse:
    """The list; its state stands in the URL."""
    now = clock.now()
    offered = [each.bound() for each in filters(request.viewer, now)]

    def page_of(params: QueryDict) -> Page[Complaint]:
        table, rows = queue(request.viewer, params, now, offered=offered)
        return table.page(rows.values_list(*COLUMNS, named=True), params)

    views = Views(request, "complaints:queue", presets(request.viewer))
    if views.asked:
        return views.answer(page_of)
    page = page_of(request.GET)
    several = steps_for(request.viewer)
    context = {
        "page": page,
        "views": views.beside(page),
        "rows": drawn(request.viewer, page.rows, now, picked=bool(several)),
        "several": several,
        "now": now,
        "query": request.GET.urlencode(),
        "praise": queue_url_of(Nature.PRAISE) if waiting_praise(request.viewer) else "",
        "may_register": request.viewer.has(*REGISTERS),
    }
    return render_page(request, "complaints/queue.html", "list", context)


@door(*SEES)
def export(request: ViewerRequest) -> HttpResponse:
    """What is filtered, as a workbook: without names, phones and room numbers, as files travel further than pages."""
    now = clock.now()
    table, rows = queue(request.viewer, request.GET, now)
    page = table.page(rows, request.GET)
    related = ("room__unit__building", "building", "category", "department", "handler")
    chosen = page.queryset.select_related(*related).order_by(*page.order.fields)[:MOST_ROWS]
    by = _("%(person)s, %(at)s") % {"person": request.viewer.name, "at": f"{timezone.localtime(now):%Y-%m-%d %H:%M}"}
    book = write([(_("Complaints"), columns(), (cells(row, now) for row in chosen))], footer=by)
    response = HttpResponse(book, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="complaints-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"'
    return response


def queue_url_of(nature: Nature) -> str:
    """The list of what is open of one nature."""
    return f"{reverse('complaints:queue')}?nature={nature}"


def columns() -> list[Column]:
    return [
        Column(_("Number"), 18),
        Column(_("State"), 12),
        Column(_("Nature"), 10),
        Column(_("Kind"), 10),
        Column(_("Round"), 8),
        Column(_("Category"), 14),
        Column(_("Building or place"), 20),
        Column(_("Channel"), 12),
        Column(_("Received at"), 18),
        Column(_("Due"), 18),
        Column(_("Time left"), 18),
        Column(_("Department"), 14),
        Column(_("In hand of"), 12),
        Column(_("What was said"), 60),
        Column(_("Closed at"), 18),
        Column(_("Outcome"), 14),
        Column(_("Score"), 8),
    ]


def cells(row: Complaint, now: datetime) -> list[object]:
    building = row.room.unit.building if row.room else row.building
    return [
        row.number,
        State(row.state).label,
        Nature(row.nature).label,
        Kind(row.kind).label,
        row.round,
        str(row.category),
        " ".join(part for part in (str(building or ""), row.place) if part),
        Channel(row.channel).label,
        _minute(row.received_at),
        _minute(row.next_due_at),
        left_words(row.next_due_at, now) if row.next_due_at else "",
        row.department.name if row.department else "",
        row.handler.name if row.handler else "",
        row.text,
        _minute(row.closed_at),
        Outcome(row.outcome).label if row.outcome else "",
        row.satisfaction,
    ]


def _minute(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
