"""An upgrade reads the places of an estate anew: nothing is lost, and what turns out to be the same is named."""

from importlib import import_module

import pytest
from django.apps import apps

from jujiao.company.estates.locating import locate
from jujiao.company.estates.models import Building, Room, Unit
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db

UPGRADE = import_module("jujiao.company.estates.migrations.0006_places_in_traditional_characters")


def stood(cast: Cast, building: str, unit: str, number: str) -> Room:
    """A room as it was kept before: its words made its key."""
    house = Building.objects.create(estate=cast.estate, name="暂名")
    stairs = Unit.objects.create(building=house, name="暂名")
    code = f"{building}-{unit}-{number}"
    room = Room.objects.create(estate=cast.estate, unit=stairs, number=number, code="暂名")
    Building.objects.filter(pk=house.pk).update(name=building, key=building)
    Unit.objects.filter(pk=stairs.pk).update(name=unit, key=unit)
    Room.objects.filter(pk=room.pk).update(code=code, key=code)
    return room


def test_what_was_kept_in_other_characters_is_found(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    room = stood(cast, "7棟", "第2單元", "204")
    UPGRADE.read_anew(apps, None)
    room.refresh_from_db()
    assert (room.code, room.key) == ("7-2-204", "7-2-204")
    assert locate(cast.estate, "7栋2单元204室") == locate(cast.estate, "7棟2梯204") == room
    assert (room.unit.key, room.unit.building.key) == ("2", "7")
    assert capsys.readouterr().err == ""


def test_of_two_that_are_the_same_now_both_stay_and_are_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    """1栋1单元101 stands already."""
    room, before = stood(cast, "1棟", "1單元", "101"), Room.objects.count()
    for _again in range(2):
        UPGRADE.read_anew(apps, None)
        room.refresh_from_db()
        house = room.unit.building
        assert (room.code, room.key) == ("1棟-1單元-101", f"1-1-101~{room.pk}")
        assert (house.name, house.key) == ("1棟", f"1~{house.pk}")
    assert (Room.objects.count(), locate(cast.estate, "1棟1單元101")) == (before, cast.room)
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "jujiao: YX 1 and YX 1棟 are the same place now. Both stay: rename one of them.",
        "jujiao: YX 1-1-101 and YX 1棟-1單元-101 are the same place now. Both stay: rename one of them.",
    ]
