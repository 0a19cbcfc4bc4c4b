"""What the drills ask of employees and workbooks."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jujiao.company.staff.models import Assignment, Department, Employee, ExportState, WorkbookExport
from jujiao.kernel.machine import clock
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Drilled, Export, Upload


def uploads(cast: Cast) -> list[Upload]:
    """A workbook of the estate."""
    url = reverse("staff:workbook", args=[cast.estate.pk])
    return [Upload(address="staff:workbook", by="hr", url=url, field="workbook", seldom=True)]


def plant(cast: Cast, texts: Sequence[str]) -> None:
    """Some of the texts as names of an employee, a post and a department."""
    Employee.objects.filter(pk=cast.engineer.employee.pk).update(name=texts[0], number=texts[1][:20])
    Assignment.objects.filter(employee=cast.engineer.employee).update(title=texts[2])
    Department.objects.filter(pk=cast.engineering.pk).update(name=texts[4])


def exports(cast: Cast, reason: str) -> Iterator[Export]:
    """The workbook of the estate, without phone numbers and with them."""
    for contacts in (False, True):
        asked = WorkbookExport.objects.create(
            estate=cast.estate, contacts=contacts, rows=0, state=ExportState.APPROVED, reason=reason,
            asked_by=cast.manager.user, asked_at=clock.now(),
        )  # fmt: skip
        name = "workbook with contacts" if contacts else "workbook"
        yield Export(name=name, by="manager", method="POST", url=reverse("staff:take_export", args=[asked.pk]))


DRILLED = Drilled(uploads=uploads, plant=plant, exports=exports)
