"""Reads of departments, employees, their posts and who stands in for them, as far as the viewer works there."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.queries import EDIT_PLACES, SEE_PEOPLE, estates_of
from jujiao.company.staff.models import Assignment, Department, Deputy, Employee, PrimaryPost
from jujiao.company.staff.queries import current
from jujiao.kernel.record.access import Role, Viewer

SEE_STAFF = SEE_PEOPLE
EDIT_STAFF = EDIT_PLACES
KEEP_FILES = (Role.ADMINISTRATION, Role.MANAGER)
"""Who keeps what is on file about people: nobody else reads it, and nobody their own but to look at it."""
IN_THE_FIELD = (Role.CLERK, Role.MEMBER, Role.HEAD)


def visible_to(viewer: Viewer) -> QuerySet[Employee]:
    """The employees who hold or held a post where the viewer works, and those whose post is at all estates."""
    employees = Employee.objects.filter(company_id=viewer.company_id or 0)
    ids = viewer.estate_ids(*SEE_STAFF)
    if ids is None:
        return employees
    posts = Assignment.objects.filter(Q(estate__in=ids) | Q(estate__isnull=True), employee=OuterRef("pk"))
    return employees.filter(Exists(posts)) if ids else employees.none()


def get_for(viewer: Viewer, employee_id: int) -> Employee:
    return get_object_or_404(visible_to(viewer).select_related("user", "company"), id=employee_id)


def files_of(viewer: Viewer) -> QuerySet[Employee]:
    """The employees whose files the viewer keeps, never their own: administration's of the whole company, else those
    all of whose posts are at estates that they administer or manage, and below them."""
    employees = Employee.objects.filter(company_id=viewer.company_id or 0).exclude(pk=viewer.employee_id or 0)
    administers, answers = viewer.estate_ids(Role.ADMINISTRATION), viewer.estate_ids(*KEEP_FILES)
    if administers is None:
        return employees
    below = Q(role__in=IN_THE_FIELD) & (Q() if answers is None else Q(estate__in=answers))
    theirs = below | Q(role__in=(Role.MANAGER, Role.ADMINISTRATION), estate__in=administers)
    posts = Assignment.objects.filter(employee=OuterRef("pk"))
    return employees.filter(Exists(posts), ~Exists(posts.exclude(theirs)))


def get_file_for(viewer: Viewer, employee_id: int) -> Employee:
    return get_object_or_404(files_of(viewer).select_related("user", "company"), id=employee_id)


def posts_of(employee: Employee) -> list[Assignment]:
    """Every post, those still running first, each with its estate and department."""
    posts = Assignment.objects.filter(employee=employee).select_related("estate", "department", "employee", "post")
    return sorted(posts, key=lambda each: (each.ends_on is not None, -each.starts_on.toordinal(), -each.pk))


def first_post_on(employee: Employee, day: date) -> int | None:
    """The post (an assignment's id) that is the employee's first one on a local day."""
    ends = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = PrimaryPost.objects.filter(ends, employee=employee, starts_on__lte=day)
    return rows.values_list("assignment_id", flat=True).first()


def get_post(viewer: Viewer, post_id: int) -> Assignment:
    posts = Assignment.objects.filter(employee__in=visible_to(viewer))
    return get_object_or_404(posts.select_related("employee__user", "employee__company", "estate"), id=post_id)


def deputies_of(employee: Employee, now: datetime) -> QuerySet[Deputy]:
    """Who stands in for the employee, or for whom the employee does, now and later."""
    either = Q(absent=employee) | Q(deputy=employee)
    return Deputy.objects.filter(either, ends_at__gt=now).select_related("absent", "deputy").order_by("starts_at", "id")


def get_deputy(viewer: Viewer, deputy_id: int) -> Deputy:
    deputies = Deputy.objects.filter(absent__in=visible_to(viewer)).select_related("absent", "deputy")
    return get_object_or_404(deputies, id=deputy_id)


def departments_of(viewer: Viewer) -> QuerySet[Department]:
    """The departments of the estates where the viewer works, by estate and name."""
    estates = estates_of(viewer, *SEE_STAFF).order_by()
    departments = Department.objects.filter(estate__in=estates).select_related("estate")
    return departments.order_by("estate_id", "kind", "name")


def departments_with_people(viewer: Viewer, day: date) -> QuerySet[Department]:
    """The same, each with `posts`: who works there on a local day, heads first."""
    posts = (
        Assignment.objects.filter(current(day)).select_related("employee").order_by("role", "employee__pinyin", "id")
    )
    return departments_of(viewer).prefetch_related(Prefetch("assignments", posts, to_attr="posts"))


def with_posts(employees: QuerySet[Employee], day: date) -> QuerySet[Employee]:
    """Employees, each with `posts`: what they do on a local day, with estate and department."""
    posts = Assignment.objects.filter(current(day)).select_related("estate", "department").order_by("starts_on", "id")
    return employees.prefetch_related(Prefetch("assignments", posts, to_attr="posts"))
