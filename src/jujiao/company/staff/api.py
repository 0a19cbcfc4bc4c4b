"""Departments and employees for other systems: by our ids and by their names and staff numbers."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from jujiao.company.estates import named
from jujiao.company.estates.searching import folded, name_meant
from jujiao.company.staff.directory import SEE_STAFF, departments_of, visible_to, with_posts
from jujiao.company.staff.models import Assignment, Department, DepartmentKind
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Cursors, Line, Paged, UnknownValue
from jujiao.kernel.record.access import Viewer, ViewerRequest
from jujiao.rules.staff_numbers import alike_pattern, plain_number

router = Router()


class DepartmentAnswer(Schema):
    id: int
    estate: str
    name: str
    kind: str


class DepartmentList(Cursors):
    items: list[DepartmentAnswer]


class PostAnswer(Schema):
    """`estate` is "" for a post at all of them, `department` where it is in none."""

    estate: str
    department: str
    role: str
    title: str


class EmployeeAnswer(Schema):
    """Somebody who works here, by `number`, with the posts of today."""

    id: int
    number: str
    name: str
    posts: list[PostAnswer]


class EmployeeList(Cursors):
    items: list[EmployeeAnswer]


class DepartmentFilter(Paged):
    """`estate` is a code, `name` a whole name; what names none of ours is refused."""

    estate: Line = ""
    name: Line = ""
    kind: DepartmentKind | None = None


class EmployeeFilter(Paged):
    """`number` is the whole staff number, with its zeros or without, `name` may be spelt in pinyin, `estate` is the
    code of one where somebody has a post today, and `department` a name there; what names none of ours is refused."""

    number: Line = ""
    name: Line = ""
    estate: Line = ""
    department: Line = ""


@router.get(
    "/departments",
    response={200: DepartmentList, **REFUSALS},
    operation_id="staff_departments",
    summary="The departments where you work",
)
def list_departments(request: HttpRequest, asked: Query[DepartmentFilter]) -> dict[str, Any]:
    viewer = _who_looks_up(request)
    found = departments_of(viewer)
    if asked.estate:
        found = found.filter(estate=named.estate(viewer, asked.estate, *SEE_STAFF))
    if asked.name:
        found = _called("name", asked.name, found)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    page = asked.page(found, "estate_id", "id")
    return {"items": [_department(each) for each in page.rows], "next": page.next, "previous": page.previous}


@router.get(
    "/employees",
    response={200: EmployeeList, **REFUSALS},
    operation_id="staff_employees",
    summary="Who works where you work",
)
def list_employees(request: HttpRequest, asked: Query[EmployeeFilter]) -> dict[str, Any]:
    day = today(clock.now())
    viewer = _who_looks_up(request)
    found = visible_to(viewer).filter(employed(day))
    if asked.number:
        plain = plain_number(asked.number)
        found = found.filter(number__iregex=alike_pattern(plain)) if plain else found.none()
    if asked.name:
        called = name_meant(folded(asked.name))
        found = found.none() if called is None else found.filter(called)
    posts = Assignment.objects.filter(current(day), employee=OuterRef("pk"))
    departments = departments_of(viewer)
    if asked.estate:
        estate = named.estate(viewer, asked.estate, *SEE_STAFF)
        posts, departments = posts.filter(estate=estate), departments.filter(estate=estate)
    if asked.department:
        posts = posts.filter(department__in=_called("department", asked.department, departments).order_by())
    if asked.estate or asked.department:
        found = found.filter(Exists(posts))
    page = asked.page(with_posts(found, day))
    return {"items": [_employee(each) for each in page.rows], "next": page.next, "previous": page.previous}


def _who_looks_up(request: HttpRequest) -> Viewer:
    """The viewer, for whom the pages of the staff are open; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(*SEE_STAFF):
        raise Http404
    return viewer


def _called(field: str, name: str, departments: QuerySet[Department]) -> QuerySet[Department]:
    """Those of that name; UnknownValue where there is none."""
    found = departments.filter(name__iexact=folded(name))
    if not found.exists():
        raise UnknownValue(field, name)
    return found


def _department(department: Department) -> dict[str, Any]:
    return {
        "id": department.pk,
        "estate": department.estate.code,
        "name": department.name,
        "kind": department.kind,
    }


def _employee(employee: Any) -> dict[str, Any]:
    posts = [
        {
            "estate": post.estate.code if post.estate else "",
            "department": post.department.name if post.department else "",
            "role": post.role,
            "title": post.title,
        }
        for post in employee.posts
    ]
    return {"id": employee.pk, "number": employee.number, "name": employee.name, "posts": posts}
