"""Every read of visits, handovers, and the posts that have to be covered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from jujiao.company.duty.holding import signed_on
from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyState, Leave
from jujiao.company.duty.queries import posts_of
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import DepartmentKind
from jujiao.kernel.record import knowing, subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.rules.privacy import mask_name
from jujiao.rules.service.desk import PromiseKind
from jujiao.service.desk.models import CoverMonth, Gap, Handover, HandoverItem, Visit
from jujiao.service.desk.permissions import ANSWERS, COVERS, NAMES, SEES_COVER, SEES_VISITS

DUTY, GAP, COVER, VISIT = "planned_duty", "gap", "cover", "desk_visit"
"""The kinds of subjects that this app's promises, measurements and timelines speak of."""


def visits_for(viewer: Viewer) -> QuerySet[Visit]:
    """The visits at the estates where the viewer reads of them."""
    found = Visit.objects.filter(estate__in=estates_of(viewer, *SEES_VISITS).order_by())
    return found.select_related("estate", "room", "person", "received_by")


def get_visit_for(viewer: Viewer, visit_id: int) -> Visit:
    return get_object_or_404(visits_for(viewer), pk=visit_id)


def visitor(visit: Visit, viewer: Viewer) -> str:
    """Who came, as the viewer may read it; "" for somebody unknown, and once the names are gone."""
    name = visit.person.name if visit.person else visit.visitor_name
    return name if viewer.has(*NAMES, estate_id=visit.estate_id) else mask_name(name)


@dataclass(frozen=True)
class MadeCase:
    """The case that was made of a visit, for who may know of it."""

    number: str
    url: str


def case_of(visit: Visit, viewer: Viewer) -> MadeCase | None:
    """None where there is none, or where the viewer must not know of it."""
    if visit.case_id is None:
        return None
    kind = subjects.of(visit.case_kind)
    if visit.case_id not in kind.headlines(viewer, [visit.case_id]):
        return None
    row = kind.model._default_manager.filter(**{kind.id_column: visit.case_id}).first()
    return MadeCase(str(getattr(row, kind.number)) if kind.number else "", kind.url(visit.case_id))


def posts_seen_by(viewer: Viewer) -> QuerySet[DutyPost]:
    """The posts that the viewer covers, of departments that they head, and all where they look at all of them."""
    estates = estates_of(viewer, *ANSWERS).order_by()
    desks = Q(department__kind=DepartmentKind.CUSTOMER_SERVICE, estate__in=estates_of(viewer, Role.CLERK).order_by())
    own = Q(department__in=viewer.department_ids(*COVERS))
    return posts_of(viewer).filter(Q(estate__in=estates) | desks | own)


def handovers_for(viewer: Viewer) -> QuerySet[Handover]:
    found = Handover.objects.filter(attendance__duty_post__in=posts_seen_by(viewer).order_by())
    return found.select_related("attendance__duty_post__estate", "attendance__employee", "attendance__duty", "taken_by")


def get_handover_for(viewer: Viewer, handover_id: int) -> Handover:
    return get_object_or_404(handovers_for(viewer), pk=handover_id)


def get_post_seen_by(viewer: Viewer, duty_post_id: int) -> DutyPost:
    return get_object_or_404(posts_seen_by(viewer), pk=duty_post_id)


def get_item_for(viewer: Viewer, item_id: int) -> HandoverItem:
    items = HandoverItem.objects.filter(duty_post__in=posts_seen_by(viewer).order_by())
    return get_object_or_404(items.select_related("duty_post__estate", "duty_post__department"), pk=item_id)


def own_attendance(viewer: Viewer, attendance_id: int) -> Attendance:
    """One of the viewer's own; Http404."""
    found = Attendance.objects.filter(employee=viewer.employee_id or 0)
    rows = found.select_related("duty_post__estate", "duty_post__department", "duty", "employee")
    return get_object_or_404(rows, pk=attendance_id)


def things_of(duty_post: DutyPost) -> QuerySet[HandoverItem]:
    return HandoverItem.objects.filter(duty_post=duty_post, in_use=True).order_by("id")


def waiting_for(attendance: Attendance) -> QuerySet[Handover]:
    """The handovers of somebody's post that wait for whoever comes, the oldest first."""
    found = Handover.objects.filter(taken_at=None, attendance__duty_post=attendance.duty_post_id)
    others = found.exclude(attendance__employee=attendance.employee_id)
    return others.select_related("attendance__employee", "attendance__duty_post").order_by("given_at", "id")


def open_promises_of(duty_post: DutyPost, employee_id: int) -> QuerySet[Promise]:
    """What runs and is owed by a post: by its department, or at the desk by nobody named, and by whoever leaves it, the
    most urgent first. What is owed about the duties themselves is no work to hand over."""
    untaken = Q(employee__isnull=True, department=duty_post.department_id, role__in=["", Role.MEMBER, Role.CLERK])
    if duty_post.department.kind == DepartmentKind.CUSTOMER_SERVICE:
        untaken |= Q(employee__isnull=True, department__isnull=True, role__in=["", Role.CLERK])
    found = Promise.objects.filter(untaken | Q(employee=employee_id), estate=duty_post.estate_id)
    return found.filter(state=PromiseState.RUNNING).exclude(subject_kind__in=[DUTY, GAP]).order_by("due_at", "id")


@dataclass(frozen=True)
class Frozen:
    """A promise as it stood at the handover, and what its case is about today, for the viewer."""

    label: str
    kind: Any
    due_at: datetime
    headline: str
    url: str


def frozen_for(viewer: Viewer, handover: Handover) -> list[Frozen]:
    """The frozen promises, but for those about what the viewer must not know of."""
    rows = handover.promises
    kept = knowing.excluded(Subject(each["subject_kind"], each["subject_id"]) for each in rows)
    known = [
        each
        for each in rows
        if viewer.employee_id not in kept.get(Subject(each["subject_kind"], each["subject_id"]), ())
    ]
    ids: dict[str, list[int]] = {}
    for each in known:
        ids.setdefault(each["subject_kind"], []).append(each["subject_id"])
    about = {kind: subjects.of(kind).headlines(viewer, found) for kind, found in ids.items()}
    return [_frozen(each, about[each["subject_kind"]].get(each["subject_id"])) for each in known]


def _frozen(row: dict[str, Any], headline: str | None) -> Frozen:
    kind = subjects.promise_kind(row["kind"])
    url = "" if headline is None else subjects.of(row["subject_kind"]).url(row["subject_id"])
    return Frozen(row["label"], kind.label, datetime.fromisoformat(row["due_at"]), headline or "", url)


def months_for(viewer: Viewer) -> QuerySet[CoverMonth]:
    found = CoverMonth.objects.filter(duty_post__estate__in=estates_of(viewer, *SEES_COVER).order_by())
    return found.select_related("duty_post__estate", "duty_post__department")


def get_month_for(viewer: Viewer, month_id: int) -> CoverMonth:
    return get_object_or_404(months_for(viewer), pk=month_id)


def get_gap_for(viewer: Viewer, gap_id: int) -> Gap:
    gaps = Gap.objects.filter(duty_post__estate__in=estates_of(viewer, *SEES_COVER).order_by())
    return get_object_or_404(gaps.select_related("duty_post__estate"), pk=gap_id)


def get_duty_for(viewer: Viewer, duty_id: int) -> Duty:
    """A duty of an estate where the viewer works, drafts left out; Http404."""
    duties = Duty.objects.filter(duty_post__in=posts_of(viewer).order_by()).exclude(state=DutyState.DRAFT)
    found = duties.select_related("employee", "duty_post__estate").filter(pk=duty_id).first()
    if found is None:
        raise Http404
    return found


def nobody_there(duty_posts: Collection[DutyPost], now: datetime) -> list[DutyPost]:
    """Of some posts those for which nobody has signed on."""
    there = set(
        signed_on(now, now - FORGOTTEN)
        .filter(duty_post__in=[each.pk for each in duty_posts])
        .values_list("duty_post_id", flat=True)
    )
    return [each for each in duty_posts if each.pk not in there]


def somebody_comes(duty_post: DutyPost, now: datetime) -> bool:
    """Whether somebody is planned for the post now who is neither on leave nor gone: they are waited for."""
    away = Leave.objects.filter(employee=OuterRef("employee"), starts_at__lte=now, ends_at__gt=now)
    gone = Attendance.objects.filter(duty=OuterRef("pk"), signed_off_at__lte=now)
    meant = Duty.objects.filter(duty_post=duty_post, state=DutyState.PLANNED, starts_at__lte=now, ends_at__gt=now)
    return meant.filter(~Exists(away), ~Exists(gone)).exists()


def promised(kind: PromiseKind, outer: str = "pk") -> QuerySet[Promise]:
    """The promises of a kind about the row that `outer` leads to, for `Exists`."""
    subject_kind = kind.partition(".")[0]
    return Promise.objects.filter(subject_kind=subject_kind, subject_id=OuterRef(outer), kind=kind)


def duty_headlines(viewer: Viewer, duty_ids: Collection[int]) -> dict[int, str]:
    """Who is meant, and for which post, at the estates where the viewer works."""
    found = Duty.objects.filter(pk__in=duty_ids, duty_post__in=posts_of(viewer).order_by())
    return {
        each.pk: f"{each.employee.name} · {each.duty_post.name}"
        for each in found.select_related("employee", "duty_post")
    }


def gap_headlines(viewer: Viewer, gap_ids: Collection[int]) -> dict[int, str]:
    """Which post, at the estates where the viewer works."""
    found = Gap.objects.filter(pk__in=gap_ids, duty_post__in=posts_of(viewer).order_by())
    return {each.pk: each.duty_post.name for each in found.select_related("duty_post")}
