"""The formulas as whatever people write, and every export of it, taken by the door where people take it."""

from collections.abc import Iterator

from django.urls import reverse

from jujiao.company.estates.models import Building, Person, Relation, Residency
from jujiao.company.staff.models import Assignment, Department, Employee, ExportState, WorkbookExport
from jujiao.drills.garbage.formulas import live_cells, payloads
from jujiao.drills.garbage.visiting import Visits
from jujiao.kernel import clock
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import OPENED, Cast
from jujiao.testing.complaints import a_complaint


def at_exports(cast: Cast, visits: Visits) -> Iterator[tuple[str, list[str]]]:
    """Each export's name, and what lives in it."""
    _plant(cast, payloads())
    manager = visits(cast.manager)
    listed = manager("GET", reverse("complaints:export"))
    yield "queue", [f"queue: {found}" for found in live_cells(listed.content)]
    own = visits(cast.resident)("GET", reverse("owner:export"))
    kind = own.headers.get("content-type", "")
    yield "own data", [] if "json" in kind else [f"own data: served as {kind}, which may be opened as a table"]
    for contacts in (False, True):
        asked = WorkbookExport.objects.create(
            estate=cast.estate, contacts=contacts, rows=0, state=ExportState.APPROVED, reason=payloads()[3],
            asked_by=cast.manager.user, asked_at=clock.now(),
        )  # fmt: skip
        book = manager("POST", reverse("staff:take_export", args=[asked.pk]))
        name = "workbook with contacts" if contacts else "workbook"
        yield name, [f"{name}: {found}" for found in live_cells(book.content)]


def _plant(cast: Cast, every: list[str]) -> None:
    """Every payload as a complaint's text, place and contact, and as a resident's name; some as names of places, posts
    and employees."""
    first = a_complaint(cast)
    columns = {field.attname: getattr(first, field.attname) for field in Complaint._meta.concrete_fields}
    del columns["id"], columns["room_id"]
    Complaint.objects.bulk_create(
        Complaint(**{**columns, "number": f"YX-{place}", "text": text, "place": text[:80], "contact_name": text[:80]})
        for place, text in enumerate(every)
    )
    people = Person.objects.bulk_create(Person(company=cast.company, name=text[:80]) for text in every)
    Residency.objects.bulk_create(
        Residency(household=cast.household, person=one, relation=Relation.FAMILY, moved_in=OPENED) for one in people
    )
    Employee.objects.filter(pk=cast.engineer.employee.pk).update(name=every[0], number=every[1][:20])
    Assignment.objects.filter(employee=cast.engineer.employee).update(title=every[2])
    Department.objects.filter(pk=cast.engineering.pk).update(name=every[4])
    Building.objects.filter(pk=cast.second_building.pk).update(name=every[5][:20])
