"""What owners read: where they may complain about, their complaints, what is promised to them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from jujiao.company.estates.models import Estate, Room
from jujiao.kernel.record.access import Viewer
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.figure import Figure
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import INSIDE
from jujiao.service.complaints.models import SUBJECT, Category, Complaint, State
from jujiao.service.complaints.queries import open_ones, own

LIMITS = (
    "complaint.dispatch",
    "complaint.first_reply",
    "complaint.resolve",
    "complaint.progress",
    "complaint.follow_up",
    "complaint.follow_up_other_person",
    "complaint.manager_round",
)
"""What an owner may hold the company to (服务承诺), in the order of a complaint's life."""

UNTOLD = INSIDE | {PromiseKind.DISPATCH}
"""What stands on no owner's page: what the house owes itself, and handing over (派单), after which they wait on."""


def estates(rooms: Iterable[Room]) -> list[Estate]:
    """The estates whose public areas may be complained about by who lives in these rooms, or owns them; whoever has
    moved out reads on, and makes no new complaints."""
    return list({room.estate_id: room.estate for room in rooms}.values())


def categories() -> QuerySet[Category]:
    return Category.objects.filter(active=True)


def open_cases(viewer: Viewer) -> list[Complaint]:
    """The viewer's complaints that are not closed, the newest first."""
    return list(_shown(open_ones(own(viewer))).order_by("-id"))


def closed_cases(viewer: Viewer) -> QuerySet[Complaint]:
    return _shown(own(viewer).filter(state=State.CLOSED))


def next_promises(complaints: Iterable[Complaint]) -> dict[int, Promise]:
    """For each complaint, by id, the running promise to its owner that falls due first."""
    running = Promise.objects.filter(
        subject_kind=SUBJECT, subject_id__in=[each.pk for each in complaints], state=PromiseState.RUNNING
    )
    first: dict[int, Promise] = {}
    for promise in running.exclude(kind__in=UNTOLD).order_by("due_at", "id"):
        first.setdefault(promise.subject_id, promise)
    return first


def limits_of(complaint: Complaint) -> list[Figure]:
    """The limits under which the complaint was received; a later version of the rulebook never changes them."""
    found = complaint.limits
    return [found[key] for key in LIMITS if key in found]


def _shown(complaints: QuerySet[Complaint]) -> QuerySet[Complaint, Any]:
    return complaints.select_related("category", "department", "handler", "room", "building")
