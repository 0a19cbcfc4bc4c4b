"""The one room that a text names, as another system, a workbook or a form writes it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from jujiao.company.estates.models import Estate, Room
from jujiao.company.estates.searching import folded
from jujiao.kernel.database.compiled import Asked, compiled, first
from jujiao.rules.place_search import LONGEST, place_without_unit
from jujiao.rules.places import place_key, read


def locate(estate: Estate, text: str) -> Room | None:
    """The room of the estate; None where there is none, or where the unit is left out and the building has several."""
    key, without_unit = _keys(estate, text)
    found = first(_rooms(estate=estate.pk, key=key))
    if found is not None or without_unit is None:
        return found
    rooms = Room.objects.filter(estate=estate)
    fit = list(rooms.filter(code__regex=without_unit).select_related("unit")[:2])
    if len(fit) != 1 or rooms.filter(unit__building=fit[0].unit.building_id).exclude(unit=fit[0].unit).exists():
        return None
    return fit[0]


def asked_room(company_id: int, estate_code: str, text: str) -> Asked[Room]:
    """Asks for the room that a text names whole at the estate of that code; see `is_meant`."""
    return _rooms_at.asked(company=company_id, code=folded(estate_code), key=place_key(folded(text)[:LONGEST]))


def is_meant(room: Room, estate: Estate, text: str) -> bool:
    """Whether that is the room which the text means at the estate: it may begin with the estate's name."""
    return room.estate_id == estate.pk and room.key == _keys(estate, text)[0]


@compiled
def _rooms(*, estate: int, key: str) -> QuerySet[Room]:
    return Room.objects.filter(estate=estate, key=key)


@compiled
def _rooms_at(*, company: int, code: str, key: str) -> QuerySet[Room]:
    return Room.objects.filter(estate__code__iexact=code, estate__company=company, key=key).order_by("estate_id", "id")


class Rooms:
    """All rooms of an estate, each read with its building, to find many by the same rule."""

    def __init__(self, estate: Estate, rooms: Iterable[Room]) -> None:
        self.estate = estate
        self.by_key = {room.key: room for room in rooms}
        units: dict[int, set[int]] = defaultdict(set)
        for room in self.by_key.values():
            units[room.unit.building_id].add(room.unit_id)
        self.without_unit = {
            place_key(room.unit.building.name, room.number): room
            for room in self.by_key.values()
            if len(units[room.unit.building_id]) == 1
        }

    def locate(self, text: str) -> Room | None:
        """As `locate`."""
        key, without_unit = _keys(self.estate, text)
        return self.by_key.get(key) or (self.without_unit.get(key) if without_unit else None)


def _keys(estate: Estate, text: str) -> tuple[str, str | None]:
    """The key of what is written, and the expression for rooms that it names without their unit."""
    plain = folded(text)[:LONGEST].removeprefix(folded(estate.name))
    return place_key(plain), place_without_unit(read(plain))
