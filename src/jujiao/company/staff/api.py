"""Departments and employees for other systems: by our ids and by their names and staff numbers."""

from typing import Any, cast

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from jujiao.company.estates.searching import folded, name_meant
from jujiao.company.staff.directory import SEE_STAFF, departments_of, visible_to, with_posts
from jujiao.company.staff.models import Assignment, Department, DepartmentKind
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Cursors, Line, Paged
from jujiao.kernel.record.access import Viewer, ViewerRequest

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
    """`estate` is a code."""

    estate: Line = ""
    name: Line = ""
    kind: DepartmentKind | None = None


class EmployeeFilter(Paged):
    """`number` is the whole staff number, `name` may be spelt in pinyin, `estate` is the code of one where somebody has
    a post today, and `department` a name there."""

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
    found = departments_of(_who_looks_up(request))
    if asked.estate:
        found = found.filter(estate__code=asked.estate)
    if asked.name:
        found = found.filter(name=asked.name)
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
    found = visible_to(_who_looks_up(request)).filter(employed(day))
    if asked.number:
        found = found.filter(number=asked.number)
    if asked.name:
        named = name_meant(folded(asked.name))
        found = found.none() if named is None else found.filter(named)
    posts = Assignment.objects.filter(current(day), employee=OuterRef("pk"))
    if asked.estate:
        posts = posts.filter(estate__code=asked.estate)
    if asked.department:
        posts = posts.filter(department__name=asked.department)
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
