"""The owner's complaints: what is open first, then what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates import at_home
from jujiao.company.staff.queries import today
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.models import Promise
from jujiao.service.complaints import queries_owner as queries
from jujiao.service.complaints.for_owner import stage_of
from jujiao.service.complaints.models import Complaint

CLOSED = Table(orders=[Order("newest", _("Newest first"), ("-id",))], size=20)


@dataclass(frozen=True)
class Row:
    """A complaint in the list, with the time promised next where one runs."""

    complaint: Complaint
    stage: ColouredChoices
    promise: Promise | None = None

    @property
    def promised(self) -> object:
        """What is promised next, in words."""
        return promise_kind(self.promise.kind).label if self.promise else ""


@door(Role.OWNER)
def cases(request: ViewerRequest) -> HttpResponse:
    """Everything that the person complained about."""
    now = clock.now()
    page = CLOSED.page(queries.closed_cases(request.viewer), request.GET)
    further = bool(page.previous_url)
    open_cases = [] if further else queries.open_cases(request.viewer)
    context = {
        "open_rows": list(rows(open_cases, queries.next_promises(open_cases))),
        "closed_rows": list(rows(page.rows, {})),
        "may_register": bool(at_home.rooms(request.viewer, today(now))),
        "page": page,
        "now": now,
    }
    return render_page(request, "complaints_owner/cases.html", "list", context)


def rows(complaints: Iterable[Complaint], promises: dict[int, Promise]) -> Iterable[Row]:
    for complaint in complaints:
        yield Row(complaint, stage_of(complaint), promises.get(complaint.pk))
