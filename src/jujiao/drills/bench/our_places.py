"""The homes of the many complaints: twenty buildings of two hundred rooms with somebody in each, and a hundred estates
of one building more."""

from collections.abc import Iterable
from datetime import date
from typing import Any

BUILDINGS = range(11, 31)
UNITS = ("1", "2")
ROOMS = [f"{floor}{door:02}" for floor in range(1, 26) for door in range(1, 5)]
MOVED_IN = date(2020, 5, 1)
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙", "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平"


ELSEWHERE = 100
"""Estates beside the measured one."""


def settle(estate: Any, buildings: Iterable[int] = BUILDINGS, before: int = 0) -> None:
    """Rooms, households and residents of the estate, beside the cast's, two hundred in each building; `before` them so
    many people of the company have a number."""
    from jujiao.company.estates.models import Building, Household, Person, Relation, Residency, Room, Unit
    from jujiao.company.estates.names import pinyin_of

    houses = Building.objects.bulk_create(Building(estate=estate, name=str(name)) for name in buildings)
    units = Unit.objects.bulk_create(Unit(building=house, name=name) for house in houses for name in UNITS)
    rooms = Room.objects.bulk_create(
        Room(estate=estate, unit=unit, number=number, code=f"{unit.building.name}-{unit.name}-{number}")
        for unit in units
        for number in ROOMS
    )
    homes = Household.objects.bulk_create(Household(room=room, moved_in=MOVED_IN) for room in rooms)
    names = [FAMILY[n % 12] + GIVEN[n // 12 % 18] + GIVEN[n // 7 % 18] for n in range(len(rooms))]
    people = Person.objects.bulk_create(
        Person(company_id=estate.company_id, name=name, pinyin=pinyin_of(name), phone=f"1370{place:07}")
        for place, name in enumerate(names, start=before)
    )
    Residency.objects.bulk_create(
        Residency(household=home, person=person, relation=Relation.OWNER, moved_in=MOVED_IN)
        for home, person in zip(homes, people, strict=True)
    )


def settle_elsewhere(company: Any) -> None:
    """The other estates of the company, each with its departments and one building."""
    from jujiao.company.estates.models import Estate
    from jujiao.company.staff.models import Department, DepartmentKind

    estates = [Estate(company=company, name=f"分园{place}", code=f"F{place:02}") for place in range(ELSEWHERE)]
    rooms = len(UNITS) * len(ROOMS)
    for place, estate in enumerate(Estate.objects.bulk_create(estates)):
        Department.objects.bulk_create(
            Department(estate=estate, name=str(kind.label), kind=kind) for kind in DepartmentKind
        )
        settle(estate, buildings=[1], before=(len(BUILDINGS) + place) * rooms)
