"""The samples of places, residents and staff, and how their lists get one more row."""

from datetime import timedelta
from typing import Any

from jujiao.company.estates.models import Building, Household, Person, PhoneChange, Relation, Residency, Room
from jujiao.company.estates.operations import correct_person
from jujiao.company.staff.models import Assignment, Department, Deputy, Employee, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import NewPost, hire
from jujiao.company.staff.workbook.export import empty_form
from jujiao.kernel import clock
from jujiao.kernel.access import SYSTEM, Role
from jujiao.testing.cast import NOW, OPENED, Cast, Member


def a_building(cast: Cast) -> Building:
    """One more building of the estate."""
    number = cast.estate.buildings.count() + 1
    return Building.objects.create(estate=cast.estate, name=str(number))


def a_room(cast: Cast) -> Room:
    """One more room of the building, with a household of one."""
    number = 900 + Room.objects.count()
    unit = cast.room.unit
    room = Room.objects.create(estate=cast.estate, unit=unit, number=str(number), code=f"1-1-{number}")
    person = Person.objects.create(company=cast.company, name="何新", phone=f"138999{number:05}")
    household = Household.objects.create(room=room, moved_in=OPENED)
    Residency.objects.create(household=household, person=person, relation=Relation.OWNER, moved_in=OPENED)
    return room


def an_employee(cast: Cast) -> Employee:
    """One more engineer."""
    post = NewPost(Role.MEMBER, "水电工", OPENED, cast.estate, cast.engineering)
    number = f"E{Employee.objects.count()}"
    return hire(company=cast.company, number=number, name="何新", joined_on=OPENED, posts=[post], actor=SYSTEM, now=NOW)


def a_department(cast: Cast) -> Department:
    """One more department."""
    number = Department.objects.count()
    return Department.objects.create(estate=cast.estate, name=f"部门 {number}", kind="cleaning")


def the_row(cast: Cast, argument: str) -> dict[str, Any]:
    """What stands in an address in the place of `argument`: each names one kind of row."""
    found = {
        "building_id": cast.building.pk,
        "employee_id": cast.engineer.employee.pk,
        "estate_id": cast.estate.pk,
        "household_id": cast.household.pk,
        "person_id": cast.resident.person.pk,
        "post_id": Assignment.objects.get(employee=cast.engineer.employee).pk,
        "residency_id": Residency.objects.get(person=cast.resident.person).pk,
        "room_id": cast.empty_room.pk,
        "unit_id": cast.room.unit_id,
    }
    return {argument: found[argument]}


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


def a_change_of_number(cast: Cast) -> PhoneChange:
    """A change of number that the clerk has made and nobody confirmed, as of the present time: of the spouse, who has
    no account whose sessions it would end."""
    person = cast.spouse
    waiting = PhoneChange.objects.filter(person=person, settled_at=None).first()
    if waiting is None:
        number: dict[str, Any] = {"phone": "13911112222", "name": person.name}
        version = Person.objects.get(pk=person.pk).version
        correct_person(person=person, version=version, **number, actor=cast.clerk.viewer, now=clock.now())
        waiting = PhoneChange.objects.get(person=person, settled_at=None)
    return waiting


ROWS = {
    "estates:add_building": "estate_id",
    "estates:add_room": "unit_id",
    "estates:add_unit": "building_id",
    "estates:building": "building_id",
    "estates:correct_person": "person_id",
    "estates:end_household": "household_id",
    "estates:move_in": "household_id",
    "estates:move_out": "residency_id",
    "estates:person": "person_id",
    "estates:rename_building": "building_id",
    "estates:rename_room": "room_id",
    "estates:rename_unit": "unit_id",
    "estates:reveal_phone": "person_id",
    "estates:room": "room_id",
    "estates:settle": "room_id",
    "staff:appoint": "employee_id",
    "staff:ask_for_export": "estate_id",
    "staff:assign": "employee_id",
    "staff:edit": "employee_id",
    "staff:employee": "employee_id",
    "staff:end_post": "post_id",
    "staff:leave": "employee_id",
    "staff:password_link": "employee_id",
    "staff:reset_second_factor": "employee_id",
    "staff:reveal_phone": "employee_id",
    "staff:workbook": "estate_id",
}
"""Which row stands in each address."""
