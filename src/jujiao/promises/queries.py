"""Reading the ledger: what somebody owes now, and why a promise falls due when it does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Deputy
from jujiao.company.staff.queries import headless, not_in_service
from jujiao.company.staff.staffing import IN_A_DEPARTMENT
from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.kernel.record.knowing import concealed_from
from jujiao.promises.counting import counted_anew
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.clocks import Due

COUNTED = 1000
ABOVE = (Role.MANAGER, Role.COMPANY)


def visible_to(viewer: Viewer, now: datetime) -> QuerySet[Promise]:
    """The promises of the estates where the viewer works, those of the company alone where the viewer works for all of
    it, and those that the viewer owes or is owed; none that is about what the viewer must not know of."""
    mine = Q(pk__in=[])
    own = {"person": viewer.own_people, "employee": {viewer.employee_id} - {None}}
    for kind, numbers in own.items():
        if numbers:
            mine |= Q(owed_to_kind=kind, owed_to_id__in=numbers)
    seen = _at(viewer, *STAFF) | _owing(viewer, now) | mine
    return Promise.objects.filter(seen).exclude(concealed_from(viewer))


def get_for(viewer: Viewer, promise_id: int, now: datetime) -> Promise:
    """One promise; Http404 for whoever has nothing to do with it."""
    promise = visible_to(viewer, now).filter(pk=promise_id).select_related("rulebook_version").first()
    if promise is None:
        raise Http404
    return promise


def owed_by(viewer: Viewer, now: datetime) -> QuerySet[Promise]:
    """The running promises that wait for this person: their own and those of whom they stand in for, what nobody of
    their department has taken up yet, as a head everything of the department, what is owed by a post that they hold;
    and what is late where they answer for all of an estate or company. `own` tells what this person can do
    from what they only answer for."""
    own = _owing(viewer, now)
    above = Q(due_at__lt=now) & _at(viewer, *ABOVE)
    owed = Promise.objects.filter(own | above, state=PromiseState.RUNNING).exclude(concealed_from(viewer))
    owed = owed.annotate(own=Coalesce(ExpressionWrapper(own, output_field=BooleanField()), False))
    return owed.select_related("estate", "department", "employee")


def most_urgent(owed: QuerySet[Any]) -> QuerySet[Any]:
    """Of several promises about one subject the one that falls due first: one row for each case. It is the viewer's
    `own` where any of them is."""
    same = Q(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    sooner = Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    others = owed.order_by().select_related(None).filter(same)
    own = ExpressionWrapper(Q(own=True) | Q(Exists(others.filter(own=True))), output_field=BooleanField())
    first: QuerySet[Any] = owed.filter(~Exists(others.filter(sooner))).annotate(own=own)
    return first


def has_running(kinds: Collection[str]) -> Exists:
    """Whether a promise of one of those kinds runs about the same subject."""
    running = Promise.objects.filter(state=PromiseState.RUNNING, kind__in=kinds)
    return Exists(running.filter(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")))


def _at(viewer: Viewer, *roles: Role) -> Q:
    """What is owed where the viewer holds one of `roles`: at the estates, for a post at all of them in the whole
    company, what the company alone owes too."""
    if viewer.estate_ids(*roles) is None:
        return Q(company=viewer.company_id or 0)
    return Q(estate__in=estates_of(viewer, *roles))


def _owing(viewer: Viewer, now: datetime) -> Q:
    """What the viewer owes: in person, with the department, or by a post. Whoever is named but has left the
    company owes nothing any more: the others do, as if nobody were named, see `Staffing.handlers`."""
    if viewer.employee_id is None:
        return Q(pk__in=[])
    absent = Deputy.objects.filter(deputy_id=viewer.employee_id, starts_at__lte=now, ends_at__gt=now)
    in_person = Q(employee_id=viewer.employee_id) | Q(employee__in=absent.values("absent_id"))
    headed = Q(department__in=viewer.department_ids(Role.HEAD))
    nobody = Q(employee__isnull=True) | Q(employee__in=not_in_service(now))
    untaken = Q(role="", department__in=viewer.department_ids(Role.MEMBER, Role.CLERK))
    return in_person | headed | (nobody & (untaken | _by_post(viewer, now)))


def _by_post(viewer: Viewer, now: datetime) -> Q:
    """What is owed by whoever holds a post that the viewer holds there, in which department or in any; by the desk,
    where nobody at all is named; and by the heads of departments that have none, as the estate manager."""
    held = Q(department__isnull=True, role="", estate__in=estates_of(viewer, Role.CLERK))
    for role in viewer.roles:
        if role in IN_A_DEPARTMENT:
            anywhere = Q(department__isnull=True) & _at(viewer, role)
            held |= Q(role=role) & (Q(department__in=viewer.department_ids(role)) | anywhere)
        else:
            held |= Q(role=role) & _at(viewer, role)
    if viewer.has(Role.MANAGER):
        held |= Q(role=Role.HEAD, department__in=headless(estates_of(viewer, Role.MANAGER), now))
    return held


@dataclass(frozen=True)
class Owed:
    """How much waits: all of it, what is late, and what falls due before the local day ends. `many`: more than COUNTED,
    of which those that fall due first were counted."""

    all: int
    late: int
    today: int

    @property
    def many(self) -> bool:
        return self.all > COUNTED


def counts(owed: QuerySet[Promise], now: datetime) -> Owed:
    """Counts of what is owed, in one query, no further than to COUNTED."""
    late, today = Q(due_at__lt=now), Q(due_at__gte=now, due_at__lte=_midnight(now))
    first = owed.order_by("due_at", "pk")[: COUNTED + 1]
    figures = first.aggregate(all=Count("pk"), late=Count("pk", filter=late), today=Count("pk", filter=today))
    return Owed(**figures)


def _midnight(now: datetime) -> datetime:
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def due_of(promise: Promise) -> Due | None:
    """How the due time was counted, day by day; None where the calendar has changed since it was promised."""
    due = counted_anew(promise, LoadedCalendar())
    return due if due.due_at == promise.due_at else None
