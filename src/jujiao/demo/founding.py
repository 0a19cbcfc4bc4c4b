"""The company of the demonstration: its estate, rooms and people, its calendar and its rulebook."""

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from jujiao.company.estates.models import (
    Building,
    Company,
    Estate,
    Household,
    Person,
    Relation,
    Residency,
    Room,
    Unit,
)
from jujiao.company.estates.names import pinyin_of
from jujiao.company.staff.models import Department
from jujiao.company.staff.queries import today
from jujiao.demo.names import person_name, phone
from jujiao.demo.staffing import CLEANING, ENGINEERING, OFFICE, SECURITY, SERVICE, bring_staff
from jujiao.kernel.record import chapters
from jujiao.kernel.record.declared import Founded
from jujiao.rules.places import place_code

BUILDINGS, UNITS, FLOORS, DOORS = 10, 2, 15, 4
DEPARTMENTS = {
    SERVICE: "客服部",
    ENGINEERING: "工程部",
    SECURITY: "秩序维护部",
    CLEANING: "保洁部",
    OFFICE: "行政部",
}


@transaction.atomic
def found(*, random: Random, start: datetime, floors: int = FLOORS) -> Estate:
    """Makes the company as it was at `start`: ten buildings of two units, `floors` floors, four doors each."""
    opened = today(start) - timedelta(days=400)
    company = Company.objects.create(name="澄明物业服务有限公司")
    estate = Estate.objects.create(company=company, name="云栖花园", code="YX", desk_phone="0571-88886600")
    departments = {
        kind: Department.objects.create(estate=estate, name=name, kind=kind) for kind, name in DEPARTMENTS.items()
    }
    chapters.found(
        Founded(
            company_id=company.pk,
            estate_id=estate.pk,
            now=start - timedelta(days=2),
            in_force_from=start - timedelta(days=1),
        )
    )
    rooms = _rooms(estate, floors)
    _residents(company, rooms, random, opened)
    bring_staff(estate, departments, opened, start - timedelta(days=1))
    return estate


def _rooms(estate: Estate, floors: int) -> list[Room]:
    rooms = []
    for b in range(1, BUILDINGS + 1):
        building = Building.objects.create(estate=estate, name=f"{b}栋")
        for u in range(1, UNITS + 1):
            unit = Unit.objects.create(building=building, name=f"{u}单元")
            numbers = [f"{floor}{door:02}" for floor in range(1, floors + 1) for door in range(1, DOORS + 1)]
            rooms += [
                Room(estate=estate, unit=unit, number=number, code=place_code(building.name, unit.name, number))
                for number in numbers
            ]
    return Room.objects.bulk_create(rooms, batch_size=1000)


def _residents(company: Company, rooms: list[Room], random: Random, opened: date) -> None:
    """Nine rooms of ten are lived in: an owner, often family, sometimes a tenant."""
    lived_in = [room for room in rooms if room is rooms[0] or random.random() < 0.9]
    moved_in = [opened + timedelta(days=random.randrange(300)) for _ in lived_in]
    households = Household.objects.bulk_create(
        [Household(room=room, moved_in=day) for room, day in zip(lived_in, moved_in, strict=True)], batch_size=1000
    )
    people: list[Person] = []
    residencies: list[Residency] = []
    for household in households:
        relations = [Relation.OWNER]
        relations += [Relation.FAMILY] * random.choice((0, 1, 1, 2))
        relations += [Relation.TENANT] * (random.random() < 0.12)
        for relation in relations:
            name = "林晓梅" if not people else person_name(random)
            person = Person(company=company, name=name, pinyin=pinyin_of(name), phone=phone(len(people)))
            people.append(person)
            residencies.append(
                Residency(household=household, person=person, relation=relation, moved_in=household.moved_in)
            )
    Person.objects.bulk_create(people, batch_size=1000)
    Residency.objects.bulk_create(residencies, batch_size=1000)
