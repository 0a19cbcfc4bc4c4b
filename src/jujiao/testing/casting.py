"""Brings the cast into the database, plainly and without the operations that the tests are about."""

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from jujiao.company.accounts.models import User
from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.company.estates.models import (
    Building,
    Company,
    Estate,
    Household,
    Person,
    Relation,
    Residency,
    Room,
    Unit,
)
from jujiao.company.estates.names import pinyin_of
from jujiao.company.rulebook.models import Parameter, RulebookVersion, VersionState
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment, Credential, Department, DepartmentKind, Employee, PersonalFile
from jujiao.kernel.record.access import Role
from jujiao.rules import working_calendar
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import NOW, OPENED, PASSWORD, SHANGHAI, Cast, Member

MIDNIGHT = datetime.combine(OPENED, time(0), SHANGHAI)
HANDED_OVER = date(2025, 6, 30)
DATA = Path(working_calendar.__file__).parents[1] / "company" / "calendar" / "data"

ROLES: dict[str, tuple[str, Role, DepartmentKind | None]] = {
    "clerk": ("王芳", Role.CLERK, DepartmentKind.CUSTOMER_SERVICE),
    "clerk2": ("刘婷", Role.CLERK, DepartmentKind.CUSTOMER_SERVICE),
    "engineer": ("赵强", Role.MEMBER, DepartmentKind.ENGINEERING),
    "engineer2": ("孙磊", Role.MEMBER, DepartmentKind.ENGINEERING),
    "guard": ("马超", Role.MEMBER, DepartmentKind.SECURITY),
    "cleaner": ("吴秀兰", Role.MEMBER, DepartmentKind.CLEANING),
    "head_of_service": ("郭静", Role.HEAD, DepartmentKind.CUSTOMER_SERVICE),
    "head_of_engineering": ("高伟", Role.HEAD, DepartmentKind.ENGINEERING),
    "hr": ("许丽", Role.ADMINISTRATION, None),
    "manager": ("韩明", Role.MANAGER, None),
    "director": ("曹国栋", Role.COMPANY, None),
    "auditor": ("谢敏", Role.AUDITOR, None),
    "sysadmin": ("唐宁", Role.SYSADMIN, None),
    "clerk_elsewhere": ("罗娜", Role.CLERK, DepartmentKind.CUSTOMER_SERVICE),
    "outsider": ("冯刚", Role.CLERK, DepartmentKind.CUSTOMER_SERVICE),
}
DEPARTMENTS: dict[DepartmentKind, str] = {
    DepartmentKind.CUSTOMER_SERVICE: "客服部",
    DepartmentKind.ENGINEERING: "工程部",
    DepartmentKind.SECURITY: "秩序部",
    DepartmentKind.CLEANING: "保洁部",
    DepartmentKind.ADMINISTRATION: "行政部",
}
RESIDENTS = {
    "resident": ("林晓梅", "13800000101"),
    "neighbour": ("陈志远", "13800000102"),
    "former": ("何建平", "13800000103"),
    "landlord": ("蒋文博", "13800000104"),
    "tenant": ("周雨桐", "13800000105"),
    "spouse": ("郑海涛", "13800000106"),
}
EVERYWHERE = {Role.ADMINISTRATION, Role.COMPANY, Role.AUDITOR, Role.SYSADMIN}


def bring_in() -> Cast:
    """Writes the cast's rows and gives the cast."""
    places = _places()
    service = _departments(places["estate"], list(DepartmentKind))
    elsewhere = _departments(places["second_estate"], [DepartmentKind.CUSTOMER_SERVICE])
    outside = _departments(places["other_estate"], [DepartmentKind.CUSTOMER_SERVICE])
    employees = _employees(places, service, elsewhere, outside)
    people = _residents(places)
    _calendar()
    everybody: dict[str, Any] = {
        name: Member(employee.user, viewer_of(employee.user, NOW), works_as=employee)
        for name, employee in employees.items()
    }
    everybody |= {
        name: Member(person.user, viewer_of(person.user, NOW), lives_as=person) if person.user else person
        for name, person in people.items()
    }
    everybody |= {str(kind): department for kind, department in service.items()}
    return Cast(
        **places,
        **everybody,
        second_customer_service=elsewhere[DepartmentKind.CUSTOMER_SERVICE],
        household=Household.objects.get(room=places["room"]),
        version=_rulebook(places["company"], employees["hr"].user),
    )


def _places() -> dict[str, Any]:
    company = Company.objects.create(name="云栖物业服务有限公司")
    other_company = Company.objects.create(name="江畔物业服务有限公司")
    estate = Estate.objects.create(company=company, name="云栖花园", code="YX")
    second = Estate.objects.create(company=company, name="西溪里", code="XX")
    other = Estate.objects.create(company=other_company, name="江畔雅苑", code="JP")
    rooms = {room.code: room for room in _rooms(estate, buildings=2, units=2)}
    return {
        "company": company,
        "other_company": other_company,
        "estate": estate,
        "second_estate": second,
        "other_estate": other,
        "rooms": rooms,
        "building": rooms["1-1-101"].unit.building,
        "second_building": rooms["2-1-101"].unit.building,
        "room": rooms["1-1-101"],
        "neighbours_room": rooms["1-1-102"],
        "empty_room": rooms["2-2-202"],
        "second_room": _rooms(second, buildings=1, units=1)[0],
        "other_room": _rooms(other, buildings=1, units=1)[0],
    }


def _rooms(estate: Estate, *, buildings: int, units: int) -> list[Room]:
    built = Building.objects.bulk_create(Building(estate=estate, name=str(n + 1)) for n in range(buildings))
    stairs = Unit.objects.bulk_create(Unit(building=house, name=str(n + 1)) for house in built for n in range(units))
    return Room.objects.bulk_create(
        Room(estate=estate, unit=unit, number=number, code=f"{unit.building.name}-{unit.name}-{number}")
        for unit in stairs
        for number in ("101", "102", "201", "202")
    )


def _departments(estate: Estate, kinds: list[DepartmentKind]) -> dict[DepartmentKind, Department]:
    rows = Department.objects.bulk_create(Department(estate=estate, name=DEPARTMENTS[k], kind=k) for k in kinds)
    return dict(zip(kinds, rows, strict=True))


def _employees(places: dict[str, Any], here: Any, elsewhere: Any, outside: Any) -> dict[str, Employee]:
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(username=key, password=password, name=name, email=f"{key}@example.org", date_joined=MIDNIGHT, toured=True)
        for key, (name, _role, _kind) in ROLES.items()
    )
    employees = Employee.objects.bulk_create(
        Employee(
            company=places["other_company" if user.username == "outsider" else "company"],
            user=user,
            number=f"{place:04}",
            name=user.name,
            pinyin=pinyin_of(user.name),
            phone=f"1390000{place:04}",
            joined_on=OPENED,
        )
        for place, user in enumerate(users, start=1)
    )
    found = dict(zip(ROLES, employees, strict=True))
    posts = []
    for key, (_name, role, kind) in ROLES.items():
        estate, departments = places["estate"], here
        if key == "clerk_elsewhere":
            estate, departments = places["second_estate"], elsewhere
        elif key == "outsider":
            estate, departments = places["other_estate"], outside
        posts.append(
            Assignment(
                employee=found[key],
                role=role,
                estate=None if role in EVERYWHERE else estate,
                department=departments[kind] if kind else None,
                title=str(role.label),
                starts_on=OPENED,
            )
        )
    Assignment.objects.bulk_create(posts)
    _papers(found)
    return found


def _papers(found: dict[str, Employee]) -> None:
    """Everybody has passed the safety induction, and the guard holds what a guard must."""
    held = [(each, "induction", "") for each in found.values()] + [(found["guard"], "guard", "浙保 2021-0005")]
    Credential.objects.bulk_create(
        Credential(
            employee=employee, kind=kind, number=number, starts_on=OPENED, recorded_at=MIDNIGHT, verified_at=MIDNIGHT
        )
        for employee, kind, number in held
    )
    guard = found["guard"]
    PersonalFile.objects.create(employee=guard, company=guard.company, sex="male", born_on=date(1990, 5, 1))


def _residents(places: dict[str, Any]) -> dict[str, Person]:
    accounts = {key: pair for key, pair in RESIDENTS.items() if key != "spouse"}
    made = User.objects.bulk_create(
        User(phone=phone, phone_verified=True, name=name, password="!", date_joined=MIDNIGHT, toured=True)
        for name, phone in accounts.values()
    )
    users = dict(zip(accounts, made, strict=True))
    rows = Person.objects.bulk_create(
        Person(
            company=places["company"],
            user=users.get(key),
            name=name,
            pinyin=pinyin_of(name),
            phone=phone,
        )
        for key, (name, phone) in RESIDENTS.items()
    )
    people = dict(zip(RESIDENTS, rows, strict=True))
    rooms = places["rooms"]
    _live(people, places["room"], {"resident": Relation.OWNER, "spouse": Relation.FAMILY})
    _live(people, rooms["1-1-102"], {"former": Relation.OWNER}, until=HANDED_OVER)
    _live(people, rooms["1-1-102"], {"neighbour": Relation.OWNER}, since=date(2025, 7, 1))
    _live(people, rooms["1-1-201"], {"landlord": Relation.OWNER, "tenant": Relation.TENANT})
    _live(people, places["second_room"], {"neighbour": Relation.OWNER})
    return people


def _live(
    people: dict[str, Person],
    room: Room,
    members: dict[str, Relation],
    *,
    since: date = OPENED,
    until: date | None = None,
) -> None:
    household = Household.objects.create(room=room, moved_in=since, moved_out=until)
    Residency.objects.bulk_create(
        Residency(household=household, person=people[key], relation=relation, moved_in=since, moved_out=until)
        for key, relation in members.items()
    )


def _calendar() -> None:
    worked = 0
    for year in (2025, 2026):
        data = tomllib.loads((DATA / f"{year}.toml").read_text())
        notice, days = working_calendar.load(data, worked)
        worked = days[-1].number
        CalendarYear.objects.create(
            year=year,
            state=YearState.PUBLISHED,
            source=notice.title,
            notice=json.loads(json.dumps(data, default=str)),
            loaded_at=MIDNIGHT,
            published_at=MIDNIGHT,
        )
        Day.objects.bulk_create(
            Day(
                date=day.date,
                working=day.works,
                running=day.number,
                reason=day.reason,
                name_zh=day.name_zh,
                name_en=day.name_en,
            )
            for day in days
        )


def _rulebook(company: Company, publisher: User) -> RulebookVersion:
    version = RulebookVersion.objects.create(company=company, number=1, note="")
    Parameter.objects.bulk_create(
        Parameter(
            rulebook_version=version,
            key=figure.key,
            value=figure.value,
            unit=figure.unit,
            kind=figure.kind,
            clause=figure.clause,
            source=figure.source_zh,
            enabled=figure.on_by_default,
        )
        for figure in SHIPPED
    )
    version.state = VersionState.PUBLISHED
    version.effective_from = version.published_at = MIDNIGHT
    version.published_by = publisher
    version.proof = "公告栏张贴"
    version.save()
    return version
