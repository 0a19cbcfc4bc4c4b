"""Employees, departments and workbooks that the tests of all apps ask for."""

from datetime import timedelta
from typing import Any

from jujiao.company.staff.models import Department, Deputy, Employee, Post, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import NewPost, hire
from jujiao.company.staff.workbook.export import empty_form
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.testing.cast import NOW, OPENED, Cast, Member


def an_employee(cast: Cast) -> Employee:
    """One more engineer."""
    post = NewPost(Role.MEMBER, "水电工", OPENED, cast.estate, cast.engineering)
    number = f"E{Employee.objects.count()}"
    return hire(company=cast.company, number=number, name="何新", joined_on=OPENED, posts=[post], actor=SYSTEM, now=NOW)


def a_post(cast: Cast) -> Post:
    """One more post of the company."""
    number = Post.objects.count() + 1
    return Post.objects.create(
        company=cast.company, code=f"G{number}", name=f"岗位 {number}", family="engineering", level=1
    )


def a_department(cast: Cast) -> Department:
    """One more department."""
    number = Department.objects.count()
    return Department.objects.create(estate=cast.estate, name=f"部门 {number}", kind="cleaning")


def a_deputy(cast: Cast) -> dict[str, Any]:
    """The second engineer, who stands in for the first."""
    row, _made = Deputy.objects.get_or_create(
        absent=cast.engineer.employee,
        deputy=cast.engineer2.employee,
        starts_at=NOW,
        ends_at=NOW + timedelta(days=9),
    )
    return {"deputy_id": row.pk}


def an_upload(cast: Cast, member: Member) -> dict[str, Any]:
    """An empty form that the member sent."""
    row = WorkbookImport.objects.create(
        estate=cast.estate, name="form.xlsx", content=empty_form(), sent_by=member.user, sent_at=NOW
    )
    return {"upload_id": row.pk}


def an_export(cast: Cast, member: Member) -> dict[str, Any]:
    """An export that the member asked for."""
    row = WorkbookExport.objects.create(
        estate=cast.estate, contacts=False, rows=0, state="waiting", asked_by=member.user, asked_at=NOW
    )
    return {"export_id": row.pk}
