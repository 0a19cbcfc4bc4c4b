"""Estates, rooms and residents for other systems: by our ids and by what others know of them."""

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates import named
from jujiao.company.estates.lists import with_homes
from jujiao.company.estates.models import Person, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, on_day, people_visible_to, rooms_visible_to
from jujiao.company.estates.searching import folded, name_meant
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Cursors, Line, Paged
from jujiao.kernel.record.access import Viewer, ViewerRequest
from jujiao.rules.privacy import mask_phone

router = Router()


class EstateAnswer(Schema):
    """`desk_phone` is the number by which owners call the front desk, "" where they are offered none."""

    id: int
    code: str
    name: str
    desk_phone: str


class RoomAnswer(Schema):
    """`code` is how the room is shown and may be named: 3-2-1204."""

    id: int
    estate: str
    building: str
    unit: str
    number: str
    code: str


class RoomList(Cursors):
    items: list[RoomAnswer]


class HomeAnswer(Schema):
    estate: str
    room: str
    relation: str


class PersonAnswer(Schema):
    """Somebody with their present homes; the phone is masked."""

    id: int
    name: str
    phone: str
    homes: list[HomeAnswer]


class PersonList(Cursors):
    items: list[PersonAnswer]


class RoomFilter(Paged):
    """`estate` is a code, `building` a name, and what names none of ours is refused; `room` is whatever a room is
    called, whole or its beginning."""

    estate: Line = ""
    building: Line = ""
    room: Line = ""


class PersonFilter(Paged):
    """`name` may be spelt in pinyin, `phone` is a whole number or its last four digits, `room` and `estate` say where
    somebody lives or owns today."""

    estate: Line = ""
    room: Line = ""
    name: Line = ""
    phone: Line = ""


@router.get(
    "/estates",
    response={200: list[EstateAnswer], **REFUSALS},
    operation_id="place_estates",
    summary="The estates where you work",
)
def list_estates(request: HttpRequest) -> Any:
    return estates_of(_who_looks_up(request), *SEE_PEOPLE)


@router.get(
    "/rooms",
    response={200: RoomList, **REFUSALS},
    operation_id="place_rooms",
    summary="The rooms where you work",
)
def list_rooms(request: HttpRequest, asked: Query[RoomFilter]) -> dict[str, Any]:
    viewer = _who_looks_up(request)
    rooms = rooms_visible_to(viewer).select_related("unit__building")
    if asked.estate:
        rooms = rooms.filter(estate=named.estate(viewer, asked.estate, *SEE_PEOPLE))
    if asked.building:
        rooms = rooms.filter(unit__building__key=named.building_key(viewer, asked.building))
    if asked.room:
        rooms = rooms.filter(named.rooms_meant(viewer, asked.room).rooms)
    page = asked.page(rooms, "estate_id", "sort", "id")
    return {"items": [_room(room) for room in page.rows], "next": page.next, "previous": page.previous}


@router.get(
    "/people",
    response={200: PersonList, **REFUSALS},
    operation_id="place_people",
    summary="Who lives, owns or lived where you work",
)
def list_people(request: HttpRequest, asked: Query[PersonFilter]) -> dict[str, Any]:
    viewer, now = _who_looks_up(request), clock.now()
    day = timezone.localtime(now).date()
    among = people_visible_to(viewer)
    people = among
    if asked.phone:
        number = by_number(viewer, among, asked.phone, now, has=has_number)
        people = people.none() if number is None else people.filter(number)
    if asked.name:
        called = name_meant(folded(asked.name))
        people = people.none() if called is None else people.filter(called)
    if asked.room or asked.estate:
        rooms = rooms_visible_to(viewer)
        if asked.estate:
            rooms = rooms.filter(estate=named.estate(viewer, asked.estate, *SEE_PEOPLE))
        if asked.room:
            rooms = rooms.filter(named.rooms_meant(viewer, asked.room).rooms)
        living = Person.objects.filter(on_day(day, "residencies__"), residencies__household__room__in=rooms)
        people = people.filter(pk__in=living.values("pk"))
    page = asked.page(with_homes(people, viewer, day))
    return {"items": [_person(person) for person in page.rows], "next": page.next, "previous": page.previous}


def _who_looks_up(request: HttpRequest) -> Viewer:
    """The viewer, for whom the pages of places are open; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(*SEE_PEOPLE):
        raise Http404
    return viewer


def _room(room: Room) -> dict[str, Any]:
    return {
        "id": room.pk,
        "estate": room.estate.code,
        "building": room.unit.building.name,
        "unit": room.unit.name,
        "number": room.number,
        "code": room.code,
    }


def _person(person: Any) -> dict[str, Any]:
    homes = [
        {"estate": each.household.room.estate.code, "room": each.household.room.code, "relation": each.relation}
        for each in person.now
    ]
    phone = mask_phone(person.phone) if person.phone else ""
    return {"id": person.pk, "name": person.name, "phone": phone, "homes": homes}
