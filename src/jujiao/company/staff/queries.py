"""Who somebody is, as of a moment."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.estates.households import Homes, homes_of
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Assignment, Department, DepartmentKind, Deputy, Employee
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.record.access import ANONYMOUS, Grant, Role, Viewer


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


def not_in_service(now: datetime) -> QuerySet[Employee]:
    """The employees who have left, or whose account is closed: what names them is owed by others."""
    return Employee.objects.filter(no_more_in_service(today(now)))


def no_more_in_service(day: date) -> Q:
    """The same as a condition on employees."""
    return ~employed(day) | Q(user__is_active=False)


def headless(estates: QuerySet[Estate], now: datetime) -> QuerySet[Department]:
    """The departments of these estates that nobody heads now: what their heads owe is the estate manager's."""
    return headless_on(estates, today(now))


def headless_on(estates: QuerySet[Estate], day: date) -> QuerySet[Department]:
    """The same on a local day."""
    heads = Assignment.objects.filter(current(day), employed(day, "employee__"), role=Role.HEAD)
    heads = heads.filter(department=OuterRef("pk"), employee__user__is_active=True)
    return Department.objects.filter(~Exists(heads), estate__in=estates.order_by())


def viewer_of(user: User, now: datetime) -> Viewer:
    """The viewer that a signed-in user is at `now`: own posts, posts deputized for, and homes."""
    if not user.is_active:
        return ANONYMOUS
    employee_id, person_id, employer_id, landlord_id = first(_known_as(user=user.pk)) or (None, None, None, None)
    held = _posts(employee=employee_id, day=today(now), now=now) if employee_id else ()
    grants = {grant for post in held for grant in _granted(*post)}
    homes = homes_of(person_id, user, now) if person_id else Homes()
    # Who has moved out still sees the cases of their time here, but no room of the present.
    grants |= {Grant(Role.OWNER, estate_id) for estate_id in homes.estates}
    return Viewer(
        user_id=user.pk,
        name=user.name,
        company_id=employer_id or landlord_id,
        employee_id=employee_id,
        person_id=person_id,
        grants=frozenset(grants),
        room_ids=frozenset(homes.rooms),
        shares=frozenset(homes.shares),
    )


@compiled
def _known_as(*, user: int) -> QuerySet[User, Any]:
    ids = ("employee__id", "person__id", "employee__company_id", "person__company_id")
    return User.objects.filter(pk=user).values_list(*ids)


@compiled
def _posts(*, employee: int, day: date, now: datetime) -> QuerySet[Assignment, Any]:
    absent = Deputy.objects.filter(deputy=employee, starts_at__lte=now, ends_at__gt=now).values("absent_id")
    return (
        Assignment.objects.filter(current(day), employed(day, "employee__"))
        .filter(Q(employee=employee) | Q(employee__in=absent))
        .values_list("role", "estate_id", "department_id", "department__kind")
    )


def _granted(role: str, estate_id: int | None, department_id: int | None, kind: str | None) -> Iterator[Grant]:
    """What a post lets its holder do. Whoever heads the desk (客服主管) works at it as well: its board, its follow-ups,
    and who registers are theirs. Alarms go by the post itself, so that a head hears as a head."""
    yield Grant(Role(role), estate_id, department_id)
    if role == Role.HEAD and kind == DepartmentKind.CUSTOMER_SERVICE:
        yield Grant(Role.CLERK, estate_id, department_id)
