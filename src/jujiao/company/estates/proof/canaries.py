"""A marked house, with who lives there: in the second estate, and in the other company's."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from jujiao.company.estates.models import (
    Building,
    Estate,
    Household,
    Person,
    PersonPhone,
    PhoneChange,
    Relation,
    Residency,
    Room,
    Unit,
)
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, OPENED, Cast

SECOND, OTHER = "canary-house-second", "canary-house-other"


def plant(cast: Cast) -> Iterator[Canary]:
    """One house for each place."""
    yield Canary(
        mark=SECOND,
        kept_from=everybody_but("hr", "director", "auditor", "sysadmin", "clerk_elsewhere"),
        at=_house(cast.second_estate, SECOND, "13712340002"),
        read=("clerk_elsewhere", "estates:room"),
    )
    rows = _house(cast.other_estate, OTHER, "13712340003")
    kinds = {"estate": "estate_id", "room": "room_id", "person": "person_id"}
    subjects = [entered(kind, rows[name], OTHER) for kind, name in kinds.items()]
    subjects.append(entered("company", cast.other_company.pk, OTHER))
    kept_from = everybody_but("outsider")
    read = "outsider", "estates:person"
    yield Canary(mark=OTHER, kept_from=kept_from, at=rows, subjects=tuple(subjects), read=read)


def _house(estate: Estate, mark: str, phone: str) -> dict[str, Any]:
    building = Building.objects.create(estate=estate, name=mark)
    unit = Unit.objects.create(building=building, name=mark)
    room = Room.objects.create(estate=estate, unit=unit, number=mark, code=mark)
    person = Person.objects.create(company=estate.company, name=mark, pinyin=mark, phone=phone)
    household = Household.objects.create(room=room, moved_in=OPENED)
    residency = Residency.objects.create(household=household, person=person, relation=Relation.OWNER, moved_in=OPENED)
    change = PhoneChange.objects.create(
        person=person, old=phone, new=phone, changed_at=NOW, holds_from=NOW + timedelta(days=7)
    )
    number = PersonPhone.objects.create(person=person, phone=f"{phone[:-4]}9{phone[-3:]}", word=mark[:20], added_at=NOW)
    return {
        "number_id": number.pk,
        "estate_id": estate.pk,
        "building_id": building.pk,
        "unit_id": unit.pk,
        "room_id": room.pk,
        "person_id": person.pk,
        "household_id": household.pk,
        "residency_id": residency.pk,
        "change_id": change.pk,
    }
