"""Reads of places and people, for the estates where the viewer works. Owners see nothing here."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.models import Building, Estate, Household, Person, PersonPhone, Residency, Room, Unit
from jujiao.company.estates.names import natural
from jujiao.company.estates.numbers import numbers_of
from jujiao.kernel.database.compiled import NOTHING, Asked, compiled, only
from jujiao.kernel.database.together import together
from jujiao.kernel.record.access import STAFF, Role, Viewer

SEE_PEOPLE = (
    Role.CLERK,
    Role.HEAD,
    Role.ADMINISTRATION,
    Role.MANAGER,
    Role.COMPANY,
    Role.AUDITOR,
    Role.SYSADMIN,
)
"""Who may look up residents: those who speak with them, and those who answer for them."""

EDIT_PLACES = (Role.ADMINISTRATION, Role.MANAGER, Role.SYSADMIN)
EDIT_PEOPLE = (Role.CLERK, *EDIT_PLACES)


def estates_of(viewer: Viewer, *roles: Role) -> QuerySet[Estate]:
    """The estates where the viewer holds one of `roles` (by default any of the staff's)."""
    ids = viewer.estate_ids(*(roles or STAFF))
    estates = Estate.objects.filter(company_id=viewer.company_id or 0).order_by("id")
    return estates if ids is None else estates.filter(id__in=ids)


def estates_at_work(viewer: Viewer, *roles: Role) -> list[Estate]:
    """The same, as rows."""
    return _estates(**_reach(viewer, *roles))


def get_estate(viewer: Viewer, estate_id: int) -> Estate:
    return get_object_or_404(estates_of(viewer, *SEE_PEOPLE), id=estate_id)


def buildings_of(viewer: Viewer) -> QuerySet[Building]:
    return Building.objects.filter(estate__in=estates_of(viewer, *SEE_PEOPLE)).select_related("estate")


def get_building(viewer: Viewer, building_id: int) -> Building:
    return get_object_or_404(buildings_of(viewer), id=building_id)


def get_unit(viewer: Viewer, unit_id: int) -> Unit:
    units = Unit.objects.filter(building__estate__in=estates_of(viewer, *SEE_PEOPLE))
    return get_object_or_404(units.select_related("building__estate"), id=unit_id)


def rooms_visible_to(viewer: Viewer) -> QuerySet[Room]:
    return Room.objects.filter(estate__in=estates_of(viewer, *SEE_PEOPLE)).select_related("estate")


def get_room(viewer: Viewer, room_id: int) -> Room:
    return only(_room(pk=room_id, **_reach(viewer, *SEE_PEOPLE)))


def get_household(viewer: Viewer, household_id: int) -> Household:
    households = Household.objects.filter(room__in=rooms_visible_to(viewer))
    return get_object_or_404(households.select_related("room__estate"), id=household_id)


def get_residency(viewer: Viewer, residency_id: int) -> Residency:
    residencies = Residency.objects.filter(household__room__in=rooms_visible_to(viewer))
    return get_object_or_404(residencies.select_related("person", "household__room__estate"), id=residency_id)


def people_visible_to(viewer: Viewer) -> QuerySet[Person]:
    """The people who live or lived, or own, where the viewer works."""
    homes = Residency.objects.filter(person=OuterRef("pk"), household__room__estate__in=estates_of(viewer, *SEE_PEOPLE))
    return Person.objects.filter(Exists(homes), company_id=viewer.company_id or 0)


def get_person(viewer: Viewer, person_id: int) -> Person:
    return only(_person(pk=person_id, **_reach(viewer, *SEE_PEOPLE)))


def get_chosen(viewer: Viewer, room_id: int | None, person_id: int | None) -> tuple[Room | None, Person | None]:
    """A room and a person as by `get_room` and `get_person`, in one statement; None for what is not asked for."""
    reach = _reach(viewer, *SEE_PEOPLE)
    rooms, people = together(
        _room.asked(pk=room_id, **reach) if room_id else NOTHING,
        _person.asked(pk=person_id, **reach) if person_id else NOTHING,
    )
    return only(rooms) if room_id else None, only(people) if person_id else None


def get_number(viewer: Viewer, number_id: int) -> PersonPhone:
    """A number on a person's record, where the viewer works."""
    numbers = PersonPhone.objects.filter(person__in=people_visible_to(viewer), ended_at=None)
    return get_object_or_404(numbers.select_related("person"), id=number_id)


def lived(person: Person | None, room: Room | None, estate: Estate) -> bool:
    """Whether the person lives, lived, or owned in the room, or without one anywhere at the estate, at any time."""
    return bool(asked_lived(person, room, estate).rows())


def asked_lived(person: Person | None, room: Room | None, estate: Estate) -> Asked[Any]:
    """Asks for the same: a row where they did."""
    if person is None:
        return NOTHING
    if room is None:
        return _homes_at.asked(person=person.pk, estate=estate.pk)
    return _homes.asked(person=person.pk, room=room.pk)


def on_day(day: date, prefix: str = "") -> Q:
    """Households or residencies running on a local day; `prefix` leads to them, e.g. "residencies__"."""
    ends = Q(**{f"{prefix}moved_out__isnull": True}) | Q(**{f"{prefix}moved_out__gte": day})
    return Q(**{f"{prefix}moved_in__lte": day}) & ends


def people_of(room_id: int, on: date) -> list[Residency]:
    """Who lives in a room or owns it on a local day, owners first, each with its person."""
    residencies = Residency.objects.filter(on_day(on), household__room_id=room_id).select_related("person")
    return sorted(residencies, key=lambda each: (each.relation != "owner", each.id))


def the_resident(room_id: int, name: str, phone: str, on: date) -> Person | None:
    """Whom of a room's people on a local day a name and a whole number in its normal form mean; None unless exactly
    one has both."""
    wanted = " ".join(name.split())
    named = [each.person for each in people_of(room_id, on) if each.person.name == wanted]
    fit = [person for person in named if phone in {each.number for each in numbers_of(person)}]
    return fit[0] if len(fit) == 1 else None


def rooms_of(person_id: int, on: date) -> QuerySet[Room]:
    """The rooms where a person lives, or which the person owns, on a local day."""
    residencies = Residency.objects.filter(on_day(on), person_id=person_id)
    return Room.objects.filter(id__in=residencies.values("household__room_id")).order_by("sort", "id")


def households_of(room: Room) -> list[Household]:
    """Every household of a room, the latest first, each with its residencies and their people."""
    members = Residency.objects.select_related("person").order_by("moved_in", "id")
    households = Household.objects.filter(room=room).order_by("-moved_in", "-id")
    return list(households.prefetch_related(Prefetch("residencies", members)))


def homes_of(viewer: Viewer, person: Person) -> QuerySet[Residency]:
    """Where a person lives and lived, as far as the viewer works there, the latest first."""
    residencies = Residency.objects.filter(person=person, household__room__estate__in=estates_of(viewer, *SEE_PEOPLE))
    return residencies.select_related("household__room__estate").order_by("-moved_in", "-id")


def estates_with_buildings(viewer: Viewer, on: date) -> list[tuple[Estate, list[Building]]]:
    """The estates where the viewer works, each with its buildings in their natural order; these have `room_count` and
    `lived_in` (rooms, on that day)."""
    lived_in = Exists(Household.objects.filter(on_day(on), room=OuterRef("units__rooms")))
    buildings = Building.objects.annotate(
        room_count=Count("units__rooms", distinct=True),
        lived_in=Count("units__rooms", filter=lived_in, distinct=True),
    )
    estates = estates_of(viewer, *SEE_PEOPLE).prefetch_related(Prefetch("buildings", buildings))
    return [(estate, sorted(estate.buildings.all(), key=lambda each: natural(each.name))) for estate in estates]


def units_with_rooms(building: Building, on: date) -> list[Unit]:
    """The units of a building in their natural order, their rooms with `people` (how many, on that day)."""
    people = Count("households__residencies", filter=on_day(on, "households__residencies__"))
    rooms = Room.objects.annotate(people=people).order_by("sort", "id")
    units = Unit.objects.filter(building=building).prefetch_related(Prefetch("rooms", rooms))
    return sorted(units, key=lambda each: natural(each.name))


def _reach(viewer: Viewer, *roles: Role) -> dict[str, Any]:
    """What says in SQL where the viewer holds one of `roles`; there are no `estates` for "everywhere"."""
    ids = viewer.estate_ids(*roles)
    company = viewer.company_id or 0
    return {"company": company} if ids is None else {"company": company, "estates": list(ids)}


def _within(company: int, estates: Collection[int] | None) -> QuerySet[Estate]:
    there = Estate.objects.filter(company=company).order_by("id")
    return there if estates is None else there.filter(id__any_of=estates)


@compiled
def _estates(*, company: int, estates: Collection[int] | None = None) -> QuerySet[Estate]:
    return _within(company, estates)


@compiled
def _room(*, pk: int, company: int, estates: Collection[int] | None = None) -> QuerySet[Room]:
    rooms = Room.objects.filter(pk=pk, estate__in=_within(company, estates))
    return rooms.select_related("estate", "unit__building")


@compiled
def _person(*, pk: int, company: int, estates: Collection[int] | None = None) -> QuerySet[Person]:
    homes = Residency.objects.filter(person=OuterRef("pk"), household__room__estate__in=_within(company, estates))
    return Person.objects.filter(Exists(homes), pk=pk, company=company)


@compiled
def _homes(*, person: int, room: int) -> QuerySet[Residency, Any]:
    return Residency.objects.filter(person=person, household__room=room).values_list("pk")[:1]


@compiled
def _homes_at(*, person: int, estate: int) -> QuerySet[Residency, Any]:
    return Residency.objects.filter(person=person, household__room__estate=estate).values_list("pk")[:1]
