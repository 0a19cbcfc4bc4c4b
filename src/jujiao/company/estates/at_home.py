"""What people who live here read of themselves: who they are to the estate, their rooms, who lives there with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from jujiao.company.estates.models import Person, Residency, Room
from jujiao.company.estates.numbers import further_of
from jujiao.company.estates.queries import people_of, rooms_of
from jujiao.kernel.record.access import Viewer
from jujiao.rules.privacy import mask_phone


@dataclass(frozen=True)
class Home:
    """A room with the people who live there or own it on the day of asking."""

    room: Room
    people: list["Housemate"]


@dataclass(frozen=True)
class HomeEstate:
    """An estate as the frame of its owners' pages names it, with its front desk's number, "" for none."""

    name: str
    desk_phone: str


@dataclass(frozen=True)
class Housemate:
    """Somebody of the household: name, what they are to it, and their phone, masked."""

    name: str
    relation: str
    phone: str


def person_of(viewer: Viewer) -> Person | None:
    """Who the viewer is to the estate."""
    return Person.objects.filter(pk=viewer.person_id).first() if viewer.person_id else None


def rooms(viewer: Viewer, on: date) -> list[Room]:
    """The rooms where the viewer lives, or which the viewer owns, on a local day."""
    return list(rooms_of(viewer.person_id, on).select_related("estate")) if viewer.person_id else []


def estates(viewer: Viewer, on: date) -> list[HomeEstate]:
    """The estates where the viewer lives or owns a room on a local day; whoever has moved out still belongs to the one
    that they left last, where their complaints go on."""
    found: dict[int, HomeEstate] = {}
    last: dict[int, HomeEstate] = {}
    for row in _stays(viewer):
        estate = HomeEstate(row["name"], row["desk_phone"])
        last = last or {row["estate"]: estate}
        if row["moved_in"] <= on <= (row["moved_out"] or on):
            found.setdefault(row["estate"], estate)
    return list((found or last).values())


def _stays(viewer: Viewer) -> Iterable[Any]:
    """Where the viewer lives and lived, the latest first."""
    room = "household__room__estate"
    found = Residency.objects.filter(person=viewer.person_id or 0).order_by(F("moved_out").desc(nulls_first=True), "id")
    columns = {"estate": F(f"{room}_id"), "name": F(f"{room}__name"), "desk_phone": F(f"{room}__desk_phone")}
    return found.values("moved_in", "moved_out", **columns)


def homes(viewer: Viewer, on: date) -> list[Home]:
    """The viewer's rooms on a local day, each with its people."""
    return [Home(room, [_housemate(each) for each in people_of(room.pk, on)]) for room in rooms(viewer, on)]


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The person, and where they live and lived, the latest first."""
    person = person_of(viewer)
    return {
        "person": _person(person) if person else None,
        "homes": [_residency(each) for each in _residencies(viewer)],
    }


def _person(person: Person) -> dict[str, Any]:
    further = [{"phone": one.phone, "word": one.word} for one in further_of(person) if one.phone != person.phone]
    return {"name": person.name, "phone": person.phone} | ({"further_phones": further} if further else {})


def _residencies(viewer: Viewer) -> QuerySet[Residency]:
    found = Residency.objects.filter(person__user=viewer.user_id).select_related("household__room__estate")
    return found.order_by("-moved_in", "-id")


def _residency(residency: Residency) -> dict[str, Any]:
    room = residency.household.room
    return {
        "estate": room.estate.name,
        "room": room.code,
        "relation": residency.relation,
        "moved_in": residency.moved_in,
        "moved_out": residency.moved_out,
    }


def _housemate(residency: Residency) -> Housemate:
    person = residency.person
    return Housemate(person.name, residency.get_relation_display(), mask_phone(person.phone) if person.phone else "")
