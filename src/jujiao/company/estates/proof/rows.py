"""Places and residents that the tests of all apps ask for."""

from typing import Any

from jujiao.company.estates.models import (
    Building,
    Household,
    Person,
    PersonPhone,
    PhoneChange,
    Relation,
    Residency,
    Room,
)
from jujiao.company.estates.operations import correct_person
from jujiao.kernel.machine import clock
from jujiao.testing.cast import OPENED, Cast


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


def a_further_number(cast: Cast) -> PersonPhone:
    """A further number of the resident."""
    given = {"phone": f"138998{PersonPhone.objects.count():05}", "word": "办公室", "added_at": clock.now()}
    return PersonPhone.objects.create(person=cast.resident.person, **given)


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
