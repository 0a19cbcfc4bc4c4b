"""Finding a household while one types: by room, phone, name or pinyin, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.locating import locate
from jujiao.company.estates.models import Estate, Relation, Residency, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, on_day
from jujiao.company.estates.searching import folded, name_meant, place_meant
from jujiao.kernel.record.access import Viewer
from jujiao.rules.privacy import mask_phone

LONGEST = 60
"""Characters of what is searched for."""
COLUMNS = ("rank", "place", "room_id", "room_code", "in_estate_id", "in_estate", "in_building_id")


@dataclass(frozen=True)
class FoundPerson:
    """Somebody of a household that was found; the phone is masked."""

    person_id: int
    name: str
    phone_masked: str
    relation: str
    relation_label: str


@dataclass(frozen=True)
class FoundRoom:
    """A room that was found, with who lives there or owns it now; `label` names the estate too."""

    room_id: int
    code: str
    estate_id: int
    estate_name: str
    building_id: int
    people: tuple[FoundPerson, ...]

    @property
    def label(self) -> str:
        return f"{self.estate_name} {self.code}"


def find_households(
    viewer: Viewer, text: str, *, now: datetime, limit: int = 8, on: date | None = None
) -> list[FoundRoom]:
    """The rooms that fit what has been typed so far, best first: a room's code or number, a whole phone number or its
    last four digits, a name, pinyin or initials. Households are those of the local day `on`, else those that nobody has
    left. TooManySearches for who tries out numbers.

    Only estates where the viewer works; [] for anybody else and for nothing typed."""
    text = folded(text)[:LONGEST]
    if not text or not text.isprintable():
        return []
    if not viewer.has(*SEE_PEOPLE):
        return []
    estates = estates_of(viewer, *SEE_PEOPLE).order_by()
    wanted = [*_rooms_by_code(estates, text), *_rooms_by_person(viewer, estates, text, on, now)]
    if not wanted:
        return []
    rows = wanted[0].union(*wanted[1:]).order_by("rank", "place", "room_id")[: limit * 3]
    rooms = {row[2]: row for row in reversed(list(rows))}
    best = sorted(rooms.values())[:limit]
    people = _people_in([row[2] for row in best], on)
    return [FoundRoom(row[2], row[3], row[4], row[5], row[6], people.get(row[2], ())) for row in best]


def the_household(viewer: Viewer, text: str, *, now: datetime) -> FoundRoom | None:
    """The one household that a text means: the room that it names in full, else all that is found; None for several."""
    found = find_households(viewer, text, now=now)
    if len(found) > 1:
        named = [room for estate in estates_of(viewer, *SEE_PEOPLE) if (room := locate(estate, text))]
        found = [each for each in found if [room.pk for room in named] == [each.room_id]]
    return found[0] if len(found) == 1 else None


def _rooms_by_code(estates: QuerySet[Estate], text: str) -> list[QuerySet[Any, Any]]:
    meant = place_meant(text, estates.all)
    if meant is None:
        return []
    exact = Case(When(meant.exact, then=0), default=1, output_field=IntegerField())
    return [_row(Room.objects.filter(meant.rooms, estate__in=estates).annotate(rank=exact), "")]


def _rooms_by_person(
    viewer: Viewer, estates: QuerySet[Estate], text: str, on: date | None, now: datetime
) -> list[QuerySet[Any, Any]]:
    residencies = _running(Residency.objects.filter(household__room__estate__in=estates), on)
    match = by_number(viewer, residencies, text, now, has=partial(has_number, person="person__"))
    match = match or name_meant(text, name="person__name", pinyin="person__pinyin")
    if match is None:
        return []
    return [_row(residencies.filter(match).annotate(rank=Value(2, IntegerField())), "household__room__")]


def _row(queryset: QuerySet[Any], room: str) -> QuerySet[Any, Any]:
    """The columns of COLUMNS; `room` leads from the queryset's model to the room."""
    rows: QuerySet[Any, Any] = queryset.annotate(
        place=F(f"{room}sort"),
        room_id=F(f"{room}id"),
        room_code=F(f"{room}code"),
        in_estate_id=F(f"{room}estate_id"),
        in_estate=F(f"{room}estate__name"),
        in_building_id=F(f"{room}unit__building_id"),
    ).values_list(*COLUMNS)
    return rows


def _running(residencies: QuerySet[Residency], on: date | None) -> QuerySet[Residency]:
    return residencies.filter(Q(moved_out__isnull=True) if on is None else on_day(on))


def _people_in(room_ids: Iterable[int], on: date | None) -> dict[int, tuple[FoundPerson, ...]]:
    residencies = _running(Residency.objects.filter(household__room__in=room_ids), on)
    people: dict[int, tuple[FoundPerson, ...]] = {}
    for each in residencies.select_related("person", "household").order_by("id"):
        found = FoundPerson(
            each.person_id,
            each.person.name,
            mask_phone(each.person.phone),
            each.relation,
            str(Relation(each.relation).label),
        )
        people[each.household.room_id] = (*people.get(each.household.room_id, ()), found)
    return people
