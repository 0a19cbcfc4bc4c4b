"""Departments that lose their last head (负责人), and who then hears what their head would."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Assignment, Department, Employee
from jujiao.company.staff.queries import current, employed, holds, in_service, today
from jujiao.kernel.record.access import Role

ABOVE_A_HEAD = (Role.MANAGER, Role.COMPANY, Role.SYSADMIN)
"""By whom the reminders for the head of a department without one are heard: the first of these that anybody holds."""


@dataclass(frozen=True)
class LosesHead:
    """A department that nobody heads from a day on: who hears in the head's place, and who heads it later on, if
    anybody does."""

    department: Department
    heard_by: tuple[Employee, ...]
    successor: Assignment | None

    @property
    def names(self) -> str:
        return _(", ").join(person.name for person in self.heard_by)


def lost_by_leaving(employee: Employee, last_day: date, now: datetime) -> list[LosesHead]:
    """The departments that nobody heads any more once the employee has left, on the day after the last one."""
    return _lost(Q(employee=employee), last_day, now, kept_from={employee.pk})


def lost_by_ending(post: Assignment, last_day: date, now: datetime) -> list[LosesHead]:
    """The same where one post ends."""
    return _lost(Q(pk=post.pk), last_day, now, kept_from=())


def _lost(ended: Q, last_day: date, now: datetime, *, kept_from: Collection[int]) -> list[LosesHead]:
    """Who heads it then is asked for the day after; who hears in their place, for today."""
    day = last_day + timedelta(days=1)
    heads = Assignment.objects.filter(role=Role.HEAD).select_related("department__estate", "employee")
    found: list[LosesHead] = []
    for department in {post.department: None for post in heads.filter(ended, current(last_day))}:
        others = heads.filter(employed(day, "employee__"), department=department, employee__user__is_active=True)
        others = others.exclude(ended)
        if department is None or others.filter(current(day)).exists():
            continue
        later = others.filter(starts_on__gt=day).order_by("starts_on", "id").first()
        found.append(LosesHead(department, _above(department, today(now), kept_from), later))
    return found


def _above(department: Department, day: date, kept_from: Collection[int]) -> tuple[Employee, ...]:
    """Who holds the next post above a head's; who stands in for them at the time is not known yet."""
    here = Q(assignments__estate=department.estate_id) | Q(assignments__estate__isnull=True)
    staff = in_service(day).filter(company=department.estate.company_id).exclude(pk__in=kept_from)
    for role in ABOVE_A_HEAD:
        if held := tuple(staff.filter(holds((role,), day), here).distinct().order_by("id")):
            return held
    return ()
