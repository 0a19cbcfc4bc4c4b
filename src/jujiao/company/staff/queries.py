"""Who somebody is, as of a moment."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Assignment, Department, Employee
from jujiao.kernel.record.access import Role


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


def in_service(day: date) -> QuerySet[Employee]:
    """Those of them whose account is open, each with it."""
    return Employee.objects.filter(employed(day), user__is_active=True).select_related("user")


def holds(roles: Collection[Role], day: date) -> Q:
    """Employees who hold a post of one of `roles` on `day`, wherever."""
    return Q(assignments__role__in=roles) & current(day, "assignments__")


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
