"""The cast: the same people and places in every test, so that a test only says what happens to them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Building, Company, Estate, Household, Person, Room
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.record.access import Viewer

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=SHANGHAI)
"""A Wednesday morning with five plain working days around it: the moment of every test that has no other."""

OPENED = date(2025, 1, 2)
"""The first day of the estate: everybody joined or moved in on it unless said."""

PASSWORD = "a quiet lake at dawn"
"""The password of every member of staff."""


@dataclass
class Member:
    """Somebody who signs in: staff have an `employee`, residents a `person`; `viewer` is who they are at NOW."""

    user: User
    viewer: Viewer
    works_as: Employee | None = None
    lives_as: Person | None = None

    @property
    def employee(self) -> Employee:
        assert self.works_as
        return self.works_as

    @property
    def person(self) -> Person:
        assert self.lives_as
        return self.lives_as


@dataclass
class Cast:
    """Everybody and every place. Two buildings with two units of four rooms: 1-1-101, 102, 201, 202 … 2-2-202."""

    company: Company
    estate: Estate  # 云栖花园, YX
    second_estate: Estate  # of the same company: 西溪里, XX
    other_company: Company
    other_estate: Estate  # of the other company: 江畔, JP
    building: Building  # 1 of the estate
    second_building: Building
    rooms: dict[str, Room]  # by code, of the estate
    room: Room  # 1-1-101, the resident's
    neighbours_room: Room  # 1-1-102
    empty_room: Room  # 2-2-202: nobody ever lived there
    second_room: Room  # 1-1-101 of the second estate: the neighbour owns it too
    other_room: Room  # 1-1-101 of the other company's estate
    household: Household  # the resident's

    customer_service: Department
    engineering: Department
    security: Department
    cleaning: Department
    administration: Department
    second_customer_service: Department  # of the second estate

    resident: Member  # owner of 1-1-101
    spouse: Person  # family in 1-1-101, no account
    neighbour: Member  # owner of 1-1-102 and of a room in the second estate
    former: Member  # owner of 1-1-102 until 2025-06-30
    landlord: Member  # owner of 1-1-201, who does not live there
    tenant: Member  # tenant of 1-1-201

    clerk: Member
    clerk2: Member
    engineer: Member
    engineer2: Member
    guard: Member
    cleaner: Member
    head_of_service: Member
    head_of_engineering: Member
    hr: Member  # administration, all estates of the company
    manager: Member  # of the estate alone
    director: Member  # company, all estates
    auditor: Member  # all estates
    sysadmin: Member  # all estates
    clerk_elsewhere: Member  # of the second estate
    outsider: Member  # clerk of the other company

    version: RulebookVersion  # number 1 with the shipped figures, in force since OPENED

    @property
    def residents(self) -> dict[str, Member]:
        return {name: getattr(self, name) for name in ("resident", "neighbour", "former", "landlord", "tenant")}

    @property
    def staff(self) -> dict[str, Member]:
        """Everybody employed, by name, the outsider included."""
        return {name: member for name, member in vars(self).items() if isinstance(member, Member) and member.works_as}
