"""The audit: every change that the database recorded, and the timeline of any subject with its chain."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.models import User
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Choice, Day, Words
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.portal.audit.changes import read, with_context
from jujiao.portal.audit.tables import recorded, table_of
from jujiao.portal.audit.timelines import AUDITORS

KINDS = [("insert", _("Row added")), ("update", _("Row changed")), ("delete", _("Row removed"))]


def _by_row(events: QuerySet[Any], number: str) -> QuerySet[Any]:
    return events.filter(pgh_obj_id=int(number)) if number.isdecimal() and len(number) < 19 else events.none()


def _by_person(events: QuerySet[Any], name: str) -> QuerySet[Any]:
    people = list(User.objects.filter(name__icontains=name).values_list("pk", flat=True)[:100])
    return events.filter(pgh_context__metadata__user__in=people)


CHANGES = Table(
    orders=[Order("newest", _("Newest first"), ("-pgh_id",))],
    filters=[
        Words("who", _("Who"), by=_by_person),
        Words("row", _("Row number"), by=_by_row),
        Choice("kind", _("Kind"), options=KINDS, field="pgh_label"),
        Day("from", _("From"), lookup="pgh_created_at__date__gte"),
        Day("to", _("Until"), lookup="pgh_created_at__date__lte"),
    ],
    size=30,
)


@door(*AUDITORS)
def index(request: ViewerRequest) -> HttpResponse:
    """Which tables are recorded, and the search for a subject's timeline."""
    tables = sorted(recorded().values(), key=lambda table: table.slug)
    context = {"tables": tables, "subjects": list(subjects.declared()), "now": clock.now()}
    return render_page(request, "portal/audit/index.html", "content", context)


@door(*AUDITORS)
def changes(request: ViewerRequest, table: str) -> HttpResponse:
    """The changes of one table, newest first: who, when, and each field before and after."""
    found = table_of(table)
    page = CHANGES.page(with_context(found.rows_for(request.viewer), found), request.GET)
    context = {
        "table": found,
        "page": page,
        "changes": read(found, page.rows, request.viewer),
        "kinds": dict(KINDS),
        "now": clock.now(),
    }
    return render_page(request, "portal/audit/changes.html", "list", context)
