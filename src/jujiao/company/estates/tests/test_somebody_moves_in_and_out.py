from datetime import date, datetime

import pytest
from django.db import IntegrityError

from jujiao.company.estates.models import Household, Person, Relation, Residency
from jujiao.company.estates.operations import (
    NewResident,
    UnableToMove,
    end_household,
    move_in,
    move_out,
    settle,
)
from jujiao.company.estates.queries import households_of, people_of, rooms_of
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import Cast

MARCH = date(2026, 3, 1)


def test_a_household_settles_in_an_empty_room(cast: Cast, now: datetime) -> None:
    couple = [NewResident("秦朗", "138 0000 0201"), NewResident("沈悦", "", Relation.FAMILY)]
    household = settle(room=cast.empty_room, people=couple, moved_in=MARCH, actor=cast.clerk.viewer, now=now)
    assert [(each.person.name, each.relation, each.moved_in) for each in people_of(cast.empty_room.id, MARCH)] == [
        ("秦朗", "owner", MARCH),
        ("沈悦", "family", MARCH),
    ]
    assert Person.objects.get(name="秦朗").phone == "13800000201"
    (entry,) = entries_of("room", cast.empty_room.id)
    assert (entry.verb, entry.actor_name, entry.at) == ("settle", "王芳", now)
    assert entry.details == {"household": household.id, "day": "2026-03-01", "people": 2}


def test_a_lived_in_room_takes_no_second_household(cast: Cast, now: datetime) -> None:
    for day in (MARCH, date(2024, 1, 1)):
        with pytest.raises(UnableToMove, match="1-1-101 has a household since"):
            settle(room=cast.room, people=[NewResident("秦朗")], moved_in=day, actor=cast.clerk.viewer, now=now)
    assert Household.objects.filter(room=cast.room).count() == 1
    assert not Person.objects.filter(name="秦朗").exists()


def test_a_household_may_follow_on_the_day_after(cast: Cast, now: datetime) -> None:
    end_household(household=cast.household, moved_out=date(2026, 2, 28), actor=cast.manager.viewer, now=now)
    settle(room=cast.room, people=[NewResident("秦朗")], moved_in=MARCH, actor=cast.clerk.viewer, now=now)
    assert [each.person.name for each in people_of(cast.room.id, date(2026, 2, 28))] == ["林晓梅", "郑海涛"]
    assert [each.person.name for each in people_of(cast.room.id, MARCH)] == ["秦朗"]
    assert [each.moved_out for each in households_of(cast.room)] == [None, date(2026, 2, 28)]
    assert not cast.resident.person.residencies.filter(moved_out=None).exists()


def test_the_database_refuses_overlapping_households_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        Household.objects.create(room=cast.room, moved_in=date(2025, 3, 1), moved_out=date(2025, 4, 1))


def test_one_person_may_live_in_several_rooms(cast: Cast, now: datetime) -> None:
    again = NewResident(cast.neighbour.person.name, cast.neighbour.person.phone)
    settle(room=cast.empty_room, people=[again], moved_in=MARCH, actor=cast.clerk.viewer, now=now)
    rooms = rooms_of(cast.neighbour.person.id, MARCH)
    assert set(rooms) == {cast.neighbours_room, cast.second_room, cast.empty_room}


def test_a_person_joins_a_household_once_at_a_time(cast: Cast, now: datetime) -> None:
    child = NewResident("郑小满", "", Relation.FAMILY)
    joined = move_in(household=cast.household, resident=child, moved_in=MARCH, actor=cast.clerk.viewer, now=now)
    assert joined.person.pinyin == "zheng xiao man zxm"
    owner = NewResident("林晓梅", "13800000101")
    with pytest.raises(UnableToMove, match="林晓梅 lives in this room already"):
        move_in(household=cast.household, resident=owner, moved_in=MARCH, actor=cast.clerk.viewer, now=now)
    assert [entry.verb for entry in entries_of("room", cast.room.id)] == ["move_in"]


def test_nobody_joins_before_the_household_was_there(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToMove, match="only since"):
        move_in(
            household=cast.household,
            resident=NewResident("秦朗"),
            moved_in=date(2025, 1, 1),
            actor=cast.clerk.viewer,
            now=now,
        )


@pytest.mark.parametrize("day", [date(1026, 3, 1), date(2206, 3, 1)])
def test_a_mistyped_year_is_noticed(cast: Cast, now: datetime, day: date) -> None:
    with pytest.raises(UnableToMove, match="check the year"):
        settle(room=cast.empty_room, people=[NewResident("秦朗")], moved_in=day, actor=cast.clerk.viewer, now=now)


def test_nobody_leaves_before_moving_in_or_twice(cast: Cast, now: datetime) -> None:
    residency = Residency.objects.get(person=cast.spouse)
    with pytest.raises(UnableToMove, match="cannot leave before"):
        move_out(residency=residency, moved_out=date(2024, 12, 31), actor=cast.clerk.viewer, now=now)
    move_out(residency=residency, moved_out=MARCH, actor=cast.clerk.viewer, now=now)
    with pytest.raises(UnableToMove, match="has moved out already"):
        move_out(residency=residency, moved_out=MARCH, actor=cast.clerk.viewer, now=now)


def test_with_the_last_person_the_household_ends(cast: Cast, now: datetime) -> None:
    first, second = Residency.objects.filter(household=cast.household).order_by("id")
    move_out(residency=first, moved_out=date(2026, 3, 5), actor=cast.clerk.viewer, now=now)
    assert Household.objects.get(id=cast.household.id).moved_out is None
    move_out(residency=second, moved_out=MARCH, actor=cast.clerk.viewer, now=now)
    assert Household.objects.get(id=cast.household.id).moved_out == date(2026, 3, 5)


@pytest.mark.parametrize("name", ["resident", "engineer", "auditor", "clerk_elsewhere", "outsider", "director"])
def test_others_change_nothing(cast: Cast, now: datetime, name: str) -> None:
    actor = getattr(cast, name).viewer
    with pytest.raises(NotAllowed):
        settle(room=cast.empty_room, people=[NewResident("秦朗")], moved_in=MARCH, actor=actor, now=now)
    assert not Household.objects.filter(room=cast.empty_room).exists()
