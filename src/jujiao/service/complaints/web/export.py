"""The list as a workbook: without rooms, names and phones, as files travel further than pages, unless these are asked
for; names and phones for a reason, which stays on record."""

from collections import Counter
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.queries import SEE_PEOPLE
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.spreadsheets import write
from jujiao.kernel.pages.htmx import render_dialog
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.texts import TextField
from jujiao.service.complaints.lists import queue
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations.exporting import export_people
from jujiao.service.complaints.texts import EXPORTED
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.export_columns import columns, rows

MOST_ROWS = 20_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class More(forms.Form):
    """What goes along beside the usual columns."""

    rooms = forms.BooleanField(label=gettext_lazy("With room numbers"), required=False)
    people = forms.BooleanField(label=gettext_lazy("With names and phones of the complainants"), required=False)
    reason = TextField(
        EXPORTED,
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("Needed with names and phones. It stays on record with your name and the time."),
    )

    def __init__(self, data: object = None, *, viewer: Viewer) -> None:
        super().__init__(data, auto_id="export_%s")  # type: ignore[arg-type]
        self.use_required_attribute = False
        if not viewer.has(*SEE_PEOPLE):
            del self.fields["people"], self.fields["reason"]


@door(*SEES)
def export(request: ViewerRequest) -> HttpResponse:
    """What is filtered, as a workbook; the dialog asks by a POST for more than usual."""
    now, viewer = clock.now(), request.viewer
    if request.method != "POST":
        return _file(request, now, rooms=False, people=False)
    form = More(request.POST, viewer=viewer)
    if form.is_valid():
        people = bool(form.cleaned_data.get("people"))
        try:
            return _file(
                request,
                now,
                rooms=form.cleaned_data["rooms"],
                people=people,
                reason=form.cleaned_data.get("reason", ""),
            )
        except UnableTo as error:
            form.add_error("reason" if "reason" in form.fields else None, str(error))
    return _dialog(request, form, status=422)


@door(*SEES)
def export_more(request: ViewerRequest) -> HttpResponse:
    """The dialog that asks what goes along."""
    return _dialog(request, More(viewer=request.viewer), status=200)


def _dialog(request: ViewerRequest, form: More, *, status: int) -> HttpResponse:
    context = {"form": form, "query": request.GET.urlencode()}
    return render_dialog(request, "complaints/export.html", context, status=status)


def _file(request: ViewerRequest, now: datetime, *, rooms: bool, people: bool, reason: str = "") -> HttpResponse:
    viewer = request.viewer
    table, found = queue(viewer, request.GET, now)
    page = table.page(found, request.GET)
    related = ("room__unit__building", "building", "category", "department", "handler", *(["person"] if people else []))
    chosen = list(page.queryset.select_related(*related).order_by(*page.order.fields)[:MOST_ROWS])

    def shows(row: Complaint) -> bool:
        return viewer.has(*SEE_PEOPLE, estate_id=row.estate_id)

    by = _("%(person)s, %(at)s") % {"person": viewer.name, "at": f"{timezone.localtime(now):%Y-%m-%d %H:%M}"}
    if people:
        leaving = Counter(row.estate_id for row in chosen if shows(row))
        by = f"{by} · {export_people(actor=viewer, now=now, rows=leaving, reason=reason)}"
    cells = rows(chosen, now, rooms=rooms, shows=shows if people else None)
    book = write([(_("Complaints"), columns(rooms=rooms, people=people), cells)], footer=by)
    response = HttpResponse(book, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="complaints-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"'
    return response
