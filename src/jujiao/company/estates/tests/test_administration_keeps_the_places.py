from datetime import datetime

import pytest

from jujiao.company.estates.models import Building, Room
from jujiao.company.estates.names import natural
from jujiao.company.estates.operations import (
    UnableToName,
    add_building,
    add_room,
    add_unit,
    rename_building,
    rename_room,
    rename_unit,
)
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import Cast


def test_a_building_grows_from_its_name_to_its_rooms(cast: Cast, now: datetime) -> None:
    building = add_building(estate=cast.estate, name="10栋", actor=cast.hr.viewer, now=now)
    unit = add_unit(building=building, name="2单元", actor=cast.manager.viewer, now=now)
    room = add_room(unit=unit, number="1201", actor=cast.sysadmin.viewer, now=now)
    assert room.code == "10-2-1201"
    assert [entry.verb for entry in entries_of("estate", cast.estate.id).order_by("seq")] == [
        "add_building",
        "add_unit",
        "add_room",
    ]
    last = Room.objects.filter(estate=cast.estate).order_by("sort").last()
    assert last == room


def test_a_new_name_changes_the_codes_of_the_rooms(cast: Cast, now: datetime) -> None:
    unit = cast.room.unit
    rename_building(building=cast.building, name="A座", version=1, actor=cast.hr.viewer, now=now)
    rename_unit(unit=unit, name="东", version=1, actor=cast.hr.viewer, now=now)
    rename_room(room=cast.room, number="101A", version=1, actor=cast.hr.viewer, now=now)
    assert Room.objects.get(id=cast.room.id).code == "A-东-101A"
    assert Room.objects.get(id=cast.neighbours_room.id).code == "A-东-102"
    assert Room.objects.filter(estate=cast.estate, code__startswith="A-").count() == 8


def test_two_places_never_read_the_same(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToName, match="“1” already"):
        add_building(estate=cast.estate, name="1栋", actor=cast.hr.viewer, now=now)
    with pytest.raises(UnableToName, match="“2” already"):
        rename_building(building=cast.building, name="2号楼", version=1, actor=cast.hr.viewer, now=now)
    with pytest.raises(UnableToName, match="room 1-1-101 already"):
        add_room(unit=cast.room.unit, number="101", actor=cast.hr.viewer, now=now)
    with pytest.raises(UnableToName, match="room 1-1-102 already"):
        rename_room(room=cast.room, number="102室", version=1, actor=cast.hr.viewer, now=now)
    assert Building.objects.filter(estate=cast.estate).count() == 2
    assert Room.objects.filter(estate=cast.estate).count() == 16


@pytest.mark.parametrize("name", ["", "  ", "1-2", "栋\0", "---", "x" * 21])
def test_a_name_must_be_one(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(UnableToName):
        add_building(estate=cast.estate, name=name, actor=cast.hr.viewer, now=now)


def test_of_two_who_rename_at_once_the_second_is_told(cast: Cast, now: datetime) -> None:
    rename_room(room=cast.room, number="101A", version=1, actor=cast.hr.viewer, now=now)
    with pytest.raises(Stale, match="now 1-1-101A"):
        rename_room(room=cast.room, number="101B", version=1, actor=cast.manager.viewer, now=now)


@pytest.mark.parametrize("name", ["resident", "clerk", "engineer", "head_of_service", "director", "outsider"])
def test_others_build_nothing(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        add_building(estate=cast.estate, name="3", actor=getattr(cast, name).viewer, now=now)
    with pytest.raises(NotAllowed):
        add_building(estate=cast.second_estate, name="3", actor=cast.manager.viewer, now=now)
    assert Building.objects.filter(estate__company=cast.company).count() == 3


def test_numbered_names_stand_in_the_order_of_their_numbers() -> None:
    names = ["10栋", "2栋", "甲座", "1栋", "南区12号", "南区2号"]
    assert sorted(names, key=natural) == ["1栋", "2栋", "10栋", "南区2号", "南区12号", "甲座"]
