"""The desk's queue of follow-ups (回访): what is done and waits for the owner's word, by due time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Switch, Words
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.service.complaints.handlers import barred, is_other_person
from jujiao.service.complaints.models import Channel, Complaint, FollowUpAttempt, State
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.searching import search
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.story import complainant_name
from jujiao.service.complaints.web.case_context import phone_of

FOLLOWS_UP = (Role.CLERK, Role.MANAGER)


@dataclass(frozen=True)
class Visit:
    """One row: whom to ask, what was tried, who may not ask, and what this person can do."""

    complaint: Complaint
    who: str
    phone: str
    attempts: list[FollowUpAttempt]
    handlers: list[str]
    mine: bool
    may_close: bool

    @property
    def not_reached(self) -> dict[str, Any]:
        """The form of one click: nobody answered the phone."""
        return {"version": self.complaint.version, "channel": Channel.PHONE, "reached": "no", "quick": "1"}


@door(*FOLLOWS_UP)
def follow_ups(request: ViewerRequest) -> HttpResponse:
    """The queue."""
    now = clock.now()
    page = table(request.viewer, now).page(waiting(request.viewer), request.GET)
    context = {"page": page, "visits": list(visits(page.rows, request.viewer)), "now": now}
    return render_page(request, "complaints/follow_ups.html", "list", context)


def table(viewer: Viewer, now: datetime) -> Table:
    return Table(
        orders=[Order("due", _("Due first"), ("next_due_at", "id"))],
        filters=[
            Words("q", _("Number, room, name or words"), by=lambda rows, text: search(viewer, rows, text, now)),
            Switch("late", _("Late"), by=lambda rows: rows.filter(next_due_at__lt=now)),
            Switch("again", _("Round 2 or later"), by=lambda rows: rows.filter(round__gte=2)),
        ],
    )


def waiting(viewer: Viewer) -> QuerySet[Complaint]:
    """The cases that wait for their follow-up, with what each row needs."""
    estates = viewer.estate_ids(*FOLLOWS_UP)
    rows = visible_to(viewer).filter(state=State.RESOLVED, next_due_at__isnull=False)
    if estates is not None:
        rows = rows.filter(estate__in=estates)
    return rows.select_related("estate", "room", "building", "category", "person", "handler").prefetch_related(
        Prefetch("follow_up_attempts", FollowUpAttempt.objects.order_by("at", "id")),
    )


def visits(rows: Collection[Complaint], viewer: Viewer) -> Iterator[Visit]:
    handled = barred(rows)
    for row in rows:
        row.attempts = list(row.follow_up_attempts.all())
        yield Visit(
            complaint=row,
            who=complainant_name(row),
            phone=phone_of(row),
            attempts=[attempt for attempt in row.attempts if attempt.round == row.round],
            handlers=list(handled[row.pk].values()),
            mine=is_other_person(viewer, row),
            may_close=COMPLAINT_STEPS.possible("close_unreachable", viewer, row),
        )
