"""Who keeps the posts to be covered, who plans for them, and who may cover them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.duty.holding import ON_DUTY
from jujiao.company.duty.models import DutyPost
from jujiao.company.staff.models import Assignment, DepartmentKind, Employee
from jujiao.company.staff.permissions import may_administer
from jujiao.company.staff.queries import current
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import SYSTEM, Role, Viewer, may

KEEP = (Role.ADMINISTRATION, Role.MANAGER)
PLAN = (Role.HEAD, *KEEP)
COVER = (*ON_DUTY, Role.HEAD)
"""Who covers posts: heads step in."""


def may_plan(actor: Viewer, duty_post: DutyPost) -> bool:
    """Whether the actor plans duties of a post: administration, the estate manager, and the department's head."""
    if actor.has(Role.HEAD, department_id=duty_post.department_id):
        return True
    return may(actor, *KEEP, company_id=duty_post.estate.company_id, estate_id=duty_post.estate_id)


def permit_plan(actor: Viewer, duty_post: DutyPost) -> None:
    if not may_plan(actor, duty_post):
        raise NotAllowed(_("Duties of this post are for its department's head to plan."))


def may_grant_leave(actor: Viewer, employee: Employee, day: date) -> bool:
    """Whether the employee is another person whose posts are the actor's to give, or who works where the actor is the
    head."""
    if actor == SYSTEM or may_administer(actor, employee):
        return True
    heads = Assignment.objects.filter(department__in=actor.department_ids(Role.HEAD), role__in=ON_DUTY)
    return actor.employee_id != employee.pk and heads.filter(current(day), employee=employee).exists()


def permit_leave(actor: Viewer, employee: Employee, day: date) -> None:
    if not may_grant_leave(actor, employee, day):
        raise NotAllowed(_("The leave of %(name)s is for others to grant.") % {"name": employee.name})


def permit_bar(actor: Viewer, employee: Employee) -> None:
    """NotAllowed unless the employee is another person, and their posts are the actor's to give."""
    if actor != SYSTEM and not may_administer(actor, employee):
        raise NotAllowed(_("The data of %(name)s are for others to change.") % {"name": employee.name})


def covers(duty_post: DutyPost, day: date) -> Q:
    """Employees who may cover a post on a local day: those who hold a post in its department; for the desk's
    department, the clerks of the estate too."""
    here = Q(department=duty_post.department_id, role__in=COVER)
    if duty_post.department.kind == DepartmentKind.CUSTOMER_SERVICE:
        here |= Q(role=Role.CLERK, estate=duty_post.estate_id)
    return Q(pk__in=Assignment.objects.filter(current(day), here).values("employee"))


def covered_by(employee_id: int, day: date) -> Q:
    """The same from the other side: the posts that an employee may cover."""
    held = Assignment.objects.filter(current(day), employee=employee_id)
    desks = Q(
        department__kind=DepartmentKind.CUSTOMER_SERVICE, estate__in=held.filter(role=Role.CLERK).values("estate")
    )
    return Q(department__in=held.filter(role__in=COVER).values("department")) | desks
