"""Who somebody is, and who answers for what, as of a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Residency
from jujiao.company.staff.models import Assignment, Deputy, Employee
from jujiao.kernel.access import ANONYMOUS, Grant, Role, Viewer


def today(now: datetime) -> date:
    """The local date of `now`."""
    return timezone.localtime(now).date()


def current(day: date, prefix: str = "") -> Q:
    """Assignments in force on `day`; `prefix` leads to them, e.g. "assignments__"."""
    ends = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return Q(**{f"{prefix}starts_on__lte": day}) & ends


def employed(day: date, prefix: str = "") -> Q:
    """Employees in service on `day`."""
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gte": day})


def viewer_of(user: User, now: datetime) -> Viewer:
    """The viewer that a signed-in user is at `now`: own posts, posts deputized for, and homes."""
    if not user.is_active:
        return ANONYMOUS
    day = today(now)
    posts = (
        Assignment.objects.filter(current(day), employed(day, "employee__"))
        .filter(Q(employee__user=user) | Q(employee__in=absent_for(user, now)))
        .values_list("role", "estate_id", "department_id")
    )
    grants = {Grant(Role(role), estate_id, department_id) for role, estate_id, department_id in posts}
    homes = Residency.objects.filter(person__user=user).values_list(
        "household__room__estate_id", "household__room_id", "moved_in", "moved_out"
    )
    rooms = set()
    for estate_id, room_id, moved_in, moved_out in homes:
        # Who has moved out still sees the cases of their time here, but no room of the present.
        grants.add(Grant(Role.OWNER, estate_id))
        if moved_in <= day and (moved_out is None or moved_out >= day):
            rooms.add(room_id)
    ids = User.objects.filter(pk=user.pk).values_list(
        "employee__id", "person__id", "employee__company_id", "person__company_id"
    )
    employee_id, person_id, employer_id, landlord_id = ids.first() or (None, None, None, None)
    return Viewer(
        user_id=user.pk,
        name=user.name,
        company_id=employer_id or landlord_id,
        employee_id=employee_id,
        person_id=person_id,
        grants=frozenset(grants),
        room_ids=frozenset(rooms),
    )


def absent_for(user: User, now: datetime) -> QuerySet[Deputy, Any]:
    """Ids of the employees for whom `user` stands in at `now`, as a subquery."""
    return Deputy.objects.filter(deputy__user=user, starts_at__lte=now, ends_at__gt=now).values("absent_id")


def stand_ins(employees: Iterable[Employee], now: datetime) -> list[Employee]:
    """The employees themselves, or, for each who is absent, the deputy (and the deputy's deputy, never in a circle)."""
    absences = Deputy.objects.filter(starts_at__lte=now, ends_at__gt=now).order_by("starts_at", "id")
    deputies = {absence.absent_id: absence.deputy for absence in absences.select_related("deputy__user")}
    found = {}
    for employee in employees:
        person, seen = employee, set()
        while person.pk in deputies and person.pk not in seen:
            seen.add(person.pk)
            person = deputies[person.pk]
        found[person.pk] = person
    return list(found.values())


def holders(
    *roles: Role, now: datetime, estate_id: int | None = None, department_id: int | None = None
) -> list[Employee]:
    """Who holds one of `roles` at `now`, at the estate (or all estates) and in the department given."""
    day = today(now)
    posts = Q(assignments__role__in=roles) & current(day, "assignments__")
    if estate_id is not None:
        everywhere = Q(assignments__estate__isnull=True, company__estates=estate_id)
        posts &= Q(assignments__estate_id=estate_id) | everywhere
    if department_id is not None:
        posts &= Q(assignments__department_id=department_id)
    holding = Employee.objects.filter(posts, employed(day), user__is_active=True)
    return list(holding.select_related("user").distinct().order_by("id"))


def handlers(*, estate_id: int, department_id: int | None, employee_id: int | None, now: datetime) -> list[Employee]:
    """Who has a duty in hand: the person named, else the department's members, else the desk."""
    if employee_id is not None:
        named = Employee.objects.filter(employed(today(now)), pk=employee_id, user__is_active=True).select_related(
            "user"
        )
        if found := stand_ins(named, now):
            return found
    if department_id is not None:
        roles = (Role.MEMBER, Role.CLERK)
        return stand_ins(holders(*roles, now=now, estate_id=estate_id, department_id=department_id), now)
    return stand_ins(holders(Role.CLERK, now=now, estate_id=estate_id), now)


def answerers(
    who: str, *, estate_id: int, department_id: int | None, employee_id: int | None, now: datetime
) -> list[Employee]:
    """Who is told at a rung of the ladder: "handler", "head", "manager" or "company", whoever holds that place now.

    Where nobody does, the next place above; at the end of the chain, the system administrators."""
    levels = {
        "handler": lambda: handlers(estate_id=estate_id, department_id=department_id, employee_id=employee_id, now=now),
        "head": lambda: _heads(estate_id, department_id, now),
        "manager": lambda: stand_ins(holders(Role.MANAGER, now=now, estate_id=estate_id), now),
        "company": lambda: stand_ins(holders(Role.COMPANY, now=now, estate_id=estate_id), now),
        "sysadmin": lambda: holders(Role.SYSADMIN, now=now),
    }
    names = list(levels)
    for level in names[names.index(who) :]:
        if found := levels[level]():
            return found
    return []


def _heads(estate_id: int, department_id: int | None, now: datetime) -> list[Employee]:
    if department_id is None:
        return []
    return stand_ins(holders(Role.HEAD, now=now, estate_id=estate_id, department_id=department_id), now)
