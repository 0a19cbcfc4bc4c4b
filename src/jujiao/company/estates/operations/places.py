"""Adding and renaming buildings, units and rooms. Every room's code follows the names."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Building, Estate, Room, Unit
from jujiao.company.estates.permissions import permit
from jujiao.company.estates.queries import EDIT_PLACES
from jujiao.company.estates.searching import folded
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.rules.places import place_code, place_key
from jujiao.rules.texts import says_anything

LONGEST = 20


class UnableToName(UnableTo):
    """The name is empty, too long, or would give two places the same code."""


@transaction.atomic
def add_building(*, estate: Estate, name: str, actor: Viewer, now: datetime) -> Building:
    """A new building of an estate, still without units."""
    _lock(estate, actor)
    building = Building(estate=estate, name=_clean(name))
    _unlike(building.name, Building.objects.filter(estate=estate))
    building.save(force_insert=True)
    note(estate, "add_building", actor, now, building=building.pk, name=building.name)
    return building


@transaction.atomic
def add_unit(*, building: Building, name: str, actor: Viewer, now: datetime) -> Unit:
    """A new unit of a building, still without rooms; without a name where the building has none, as a villa."""
    _lock(building.estate, actor)
    unit = Unit(building=building, name=_clean(name, may_be_empty=True))
    _unlike(unit.name, Unit.objects.filter(building=building))
    unit.save(force_insert=True)
    note(building.estate, "add_unit", actor, now, unit=unit.pk, name=f"{building.name} {unit.name}".strip())
    return unit


@transaction.atomic
def add_room(*, unit: Unit, number: str, actor: Viewer, now: datetime) -> Room:
    """A new room of a unit, still without a household."""
    estate = unit.building.estate
    _lock(estate, actor)
    room = Room(estate=estate, unit=unit, number=_clean(number))
    room.code = place_code(unit.building.name, unit.name, room.number)
    _one_code(room.code, lambda: room.save(force_insert=True))
    note(estate, "add_room", actor, now, room=room.pk, name=room.code)
    return room


@transaction.atomic
def rename_building(*, building: Building, name: str, version: int, actor: Viewer, now: datetime) -> None:
    """Another name for a building: the codes of all its rooms change with it."""
    _lock(building.estate, actor)
    building = _fresh(Building.objects.select_related("estate").get(pk=building.pk), version)
    name = _clean(name)
    _unlike(name, Building.objects.filter(estate=building.estate).exclude(pk=building.pk))
    before, building.name = building.name, name
    building.save(update_fields=["name", "key", "version"])
    _recode(Room.objects.filter(unit__building=building))
    note(building.estate, "rename_building", actor, now, building=building.pk, before=before, name=name)


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, version: int, actor: Viewer, now: datetime) -> None:
    """Another name for a unit: the codes of all its rooms change with it."""
    estate = unit.building.estate
    _lock(estate, actor)
    unit = _fresh(Unit.objects.select_related("building").get(pk=unit.pk), version)
    name = _clean(name, may_be_empty=True)
    _unlike(name, Unit.objects.filter(building=unit.building).exclude(pk=unit.pk))
    before, unit.name = unit.name, name
    unit.save(update_fields=["name", "key", "version"])
    _recode(Room.objects.filter(unit=unit))
    note(estate, "rename_unit", actor, now, unit=unit.pk, before=before, name=name, building=unit.building.name)


@transaction.atomic
def rename_room(*, room: Room, number: str, version: int, actor: Viewer, now: datetime) -> None:
    """Another number for a room; whoever lives there stays."""
    _lock(room.estate, actor)
    room = _fresh(Room.objects.select_related("unit__building", "estate").get(pk=room.pk), version)
    before, room.number = room.code, _clean(number)
    room.code = place_code(room.unit.building.name, room.unit.name, room.number)
    _one_code(room.code, lambda: room.save(update_fields=["number", "code", "key", "version"]))
    note(room.estate, "rename_room", actor, now, room=room.pk, before=before, name=room.code)


def _lock(estate: Estate, actor: Viewer) -> None:
    permit(actor, estate, *EDIT_PLACES)
    Estate.objects.select_for_update().get(pk=estate.pk)


def _fresh[P: (Building, Unit, Room)](place: P, version: int) -> P:
    """The place with its next version; Stale where somebody renamed it since the form was opened."""
    sentence = _("Somebody has renamed this place since: it is now %(name)s.") % {"name": place}
    freshness.check(given=version, current=place.version, sentence=sentence)
    place.version += 1
    return place


def _clean(name: str, *, may_be_empty: bool = False) -> str:
    name = " ".join(name.split())
    if not name and may_be_empty:
        return name
    if not says_anything(name) or not name.isprintable() or "-" in folded(name):
        raise UnableToName(_("Write a name of letters or digits, without a dash."))
    if max(len(name), len(place_code(name))) > LONGEST:
        raise UnableToName(_("Write no more than %(count)s characters.") % {"count": LONGEST})
    return name


def _unlike(name: str, others: QuerySet[Building] | QuerySet[Unit]) -> None:
    """UnableToName where a sister is the same place, as 3 and 3栋 are, or 62栋 and 六十二栋."""
    if other := others.filter(key=place_key(name)).first():
        raise UnableToName(_("There is “%(name)s” already.") % {"name": other.name})


def _recode(rooms: QuerySet[Room]) -> None:
    changed = list(rooms.select_related("unit__building"))
    for room in changed:
        room.code = place_code(room.unit.building.name, room.unit.name, room.number)
        room.key = place_key(room.code)
    codes = ", ".join(room.code for room in changed[:1])
    _one_code(codes, lambda: Room.objects.bulk_update(changed, ["code", "key"], batch_size=500))


def _one_code(code: str, save: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise UnableToName(_("There is a room %(code)s already.") % {"code": code}) from error
