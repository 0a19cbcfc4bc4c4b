"""Marked employees with their posts, deputies and workbooks: of the second estate, and of the other company."""

from collections.abc import Iterator
from datetime import timedelta

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Department, Deputy, Employee, PersonalFile, Post, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import NewPost, hire
from jujiao.company.staff.workbook.export import empty_form
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, OPENED, Cast, Member

SECOND, OTHER, FILE = "canary-staff-second", "canary-staff-other", "canary-staff-file"


def plant(cast: Cast) -> Iterator[Canary]:
    """Two employees for each place, of whom one stands in for the other."""
    yield Canary(
        mark=SECOND,
        kept_from=everybody_but("hr", "director", "auditor", "sysadmin", "clerk_elsewhere"),
        at=_team(cast.second_estate, cast.clerk_elsewhere, SECOND),
        told_at=frozenset({"rulebook:version"}),  # who of the whole company has read it
        read=("clerk_elsewhere", "staff:employee"),
    )
    yield _filed(cast.second_estate, FILE)
    rows = _team(cast.other_estate, cast.outsider, OTHER)
    post = Post.objects.create(company=cast.other_company, code="CANARY", name=OTHER, family="security", level=1)
    yield Canary(
        mark=OTHER,
        kept_from=everybody_but("outsider"),
        at={**rows, "company_post_id": post.pk},
        subjects=(entered("employee", rows["employee_id"], OTHER), entered("post", post.pk, OTHER)),
        read=("outsider", "staff:employee"),
    )


def _filed(estate: Estate, mark: str) -> Canary:
    """A file at the second estate: what is noted on it is read by administration and, on timelines, by who audits."""
    employee = _employee(Department.objects.create(estate=estate, name="保洁二部", kind="cleaning"), "canary-filed")
    PersonalFile.objects.create(employee=employee, company=estate.company, current_address=mark)
    return Canary(
        mark=mark,
        kept_from=everybody_but("hr", "director", "auditor", "sysadmin"),
        at={"employee_id": employee.pk},
        subjects=(entered("personal_file", employee.pk, mark),),
    )


def _team(estate: Estate, sender: Member, mark: str) -> dict[str, int]:
    department = Department.objects.create(estate=estate, name=mark, kind="cleaning")
    absent, deputy = _employee(department, f"{mark}-1"), _employee(department, f"{mark}-2")
    away = {"starts_at": NOW, "ends_at": NOW + timedelta(days=9), "reason": mark}
    sent = {"estate": estate, "sent_by": sender.user, "sent_at": NOW}
    asked = {"estate": estate, "asked_by": sender.user, "asked_at": NOW, "rows": 1, "state": "waiting"}
    return {
        "employee_id": absent.pk,
        "post_id": absent.assignments.get().pk,
        "deputy_id": Deputy.objects.create(absent=absent, deputy=deputy, **away).pk,
        "upload_id": WorkbookImport.objects.create(name=f"{mark}.xlsx", content=empty_form(), **sent).pk,
        "export_id": WorkbookExport.objects.create(contacts=True, reason=mark, **asked).pk,
    }


def _employee(department: Department, name: str) -> Employee:
    company, number = department.estate.company, name.removeprefix("canary-")
    post = NewPost(Role.MEMBER, name, OPENED, department.estate, department)
    return hire(company=company, number=number, name=name, joined_on=OPENED, posts=[post], actor=SYSTEM, now=NOW)
