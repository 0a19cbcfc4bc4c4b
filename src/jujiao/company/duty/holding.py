"""Who holds a post, each with how they stand to it at one moment: signed on for it, planned for it, on leave; and who
stands in for whom. Each is one statement, which may go together with others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet, Value

from jujiao.company.duty.models import Attendance, Duty, DutyState, Leave
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import DepartmentKind, Deputy, Employee
from jujiao.company.staff.queries import holds, in_service, today
from jujiao.kernel.database.compiled import Asked, compiled
from jujiao.kernel.database.literal import literal
from jujiao.kernel.record.access import Role
from jujiao.rules.people.duty import FORGOTTEN, Standing

ON_DUTY = (Role.MEMBER, Role.CLERK)
"""The posts whose holders take turns. Whoever heads or manages answers by day and night."""
NOBODY = Value(False, BooleanField())
TOLD = ("name", "user", "user__name", "user__email", "user__phone")
"""What is read of those who are told: a statement of many columns costs more than its few rows."""


@dataclass(frozen=True)
class Held:
    """Somebody who holds a post, and how they stand to it."""

    employee: Employee
    standing: Standing


def moment(now: datetime) -> dict[str, datetime]:
    """What the questions below are asked with besides the day."""
    return {"now": now, "since": now - FORGOTTEN}


def asked_clerks(estate: Estate, now: datetime) -> Asked[Employee]:
    """Asks who works at the desk of an estate; see `held`."""
    asked: dict[str, Any] = {"company": estate.company_id, "estate": estate.pk, "day": today(now), **moment(now)}
    return holding_at.asked((Role.CLERK,), **asked)


def asked_absences(estate: Estate, now: datetime) -> Asked[tuple[int, int, bool]]:
    """Asks who of the estate's company stands in for whom; see `deputies`."""
    return absences.asked(now=now, absent__company=estate.company_id)


def held(found: Iterable[Any]) -> tuple[Held, ...]:
    """The answer to a question for holders."""
    return tuple(Held(one, Standing(one.pk, one.signed_on, one.planned, one.on_leave)) for one in found)


def deputies(found: Iterable[tuple[int, int, bool]]) -> Mapping[int, Standing]:
    """The answer to the question for absences: by whom each who is absent is stood in for; where there are two, the one
    who began last."""
    return {absent: Standing(deputy, on_leave=on_leave) for absent, deputy, on_leave in found}


@compiled
def holding_at(
    roles: tuple[Role, ...], /, *, day: date, company: int, estate: int, now: datetime, since: datetime
) -> QuerySet[Employee]:
    """Who holds one of `roles` at the estate or for all of the company; of clerks, who is there at the desk."""
    here = Q(assignments__estate_id=estate) | Q(assignments__estate__isnull=True)
    desks = Q(duty_post__estate_id=estate, duty_post__department__kind=literal(DepartmentKind.CUSTOMER_SERVICE))
    staff = in_service(day).filter(holds(roles, day) & here, company=company)
    return _standing(staff, desks if Role.CLERK in roles else None, now, since).distinct().order_by("id")


@compiled
def holding_everywhere(
    roles: tuple[Role, ...], /, *, day: date, company: int, now: datetime, since: datetime
) -> QuerySet[Employee]:
    """Who holds one of `roles` for all of the company."""
    staff = in_service(day).filter(holds(roles, day), assignments__estate__isnull=True, company=company)
    return _standing(staff, None, now, since).distinct().order_by("id")


@compiled
def holding_in(
    roles: tuple[Role, ...], /, *, day: date, department: int, now: datetime, since: datetime
) -> QuerySet[Employee]:
    """Who holds one of `roles` in the department; of those who take turns, who is there for it."""
    staff = in_service(day).filter(holds(roles, day), assignments__department_id=department)
    posts = Q(duty_post__department_id=department)
    return _standing(staff, posts if {*roles} & {*ON_DUTY} else None, now, since).distinct().order_by("id")


@compiled
def named(*, pk: int, day: date, now: datetime, since: datetime) -> QuerySet[Employee]:
    """That employee, where still in service, and whether they are there at all."""
    return _standing(in_service(day).filter(pk=pk), Q(), now, since)


@compiled
def absences(*, now: datetime, **of: int) -> QuerySet[Deputy, tuple[int, int, bool]]:
    """Who is stood in for now, by whom, those who began last at the end."""
    found = Deputy.objects.filter(starts_at__lte=now, ends_at__gt=now, deputy__company=F("absent__company"), **of)
    found = found.annotate(on_leave=Exists(on_leave(now, "deputy")))
    return found.order_by("starts_at", "id").values_list("absent_id", "deputy_id", "on_leave")


@compiled
def people(*, ids: list[int]) -> QuerySet[Employee]:
    """Those employees, each with their account."""
    return Employee.objects.filter(pk__any_of=ids).select_related("user").only(*TOLD)


def signed_on(now: datetime, since: datetime) -> QuerySet[Attendance]:
    """The attendances that last at `now`; one that began before `since` was forgotten."""
    there = Attendance.objects.filter(signed_on_at__lte=now, signed_on_at__gt=since)
    return there.filter(Q(signed_off_at__isnull=True) | Q(signed_off_at__gt=now))


def planned(now: datetime) -> QuerySet[Duty]:
    """The duties planned for `now`, but for those that were signed off already."""
    over = Attendance.objects.filter(duty=OuterRef("pk"), signed_off_at__lte=now)
    found = Duty.objects.filter(starts_at__lte=now, ends_at__gt=now, duty_post__in_use=True)
    return found.filter(~Exists(over), state=literal(DutyState.PLANNED))


def on_leave(now: datetime, whose: str = "pk") -> QuerySet[Leave]:
    """The leave of whoever `whose` leads to, at `now`."""
    return Leave.objects.filter(employee=OuterRef(whose), starts_at__lte=now, ends_at__gt=now)


def _standing(staff: QuerySet[Employee], posts: Q | None, now: datetime, since: datetime) -> QuerySet[Employee]:
    """Employees, as far as somebody who is told must be known, with how they stand to some duty `posts`; None for those
    who take no turns."""
    own = {"employee": OuterRef("pk")}
    return staff.only(*TOLD).annotate(
        signed_on=NOBODY if posts is None else Exists(signed_on(now, since).filter(posts, **own)),
        planned=NOBODY if posts is None else Exists(planned(now).filter(posts, **own)),
        on_leave=Exists(on_leave(now)),
    )


def away(now: datetime, since: datetime) -> QuerySet[Leave]:
    """The leave at `now` of whoever is absent by it: nobody stands in for them, and they have not signed on. What names
    them is in others' hands, see `Staffing`. `since` as for `moment`."""
    stood_in_for = Deputy.objects.filter(absent=OuterRef("employee"), starts_at__lte=now, ends_at__gt=now)
    there = signed_on(now, since).filter(employee=OuterRef("employee"))
    return Leave.objects.filter(~Exists(stood_in_for), ~Exists(there), starts_at__lte=now, ends_at__gt=now)
