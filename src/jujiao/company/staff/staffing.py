"""Who answers for what, as of a moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet

from jujiao.company.estates.models import Estate
from jujiao.company.estates.place import Place
from jujiao.company.staff.models import Deputy, Employee
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.database.compiled import Asked, compiled
from jujiao.kernel.record.access import Role
from jujiao.rules.ladder import LEVELS

IN_A_DEPARTMENT = (Role.MEMBER, Role.HEAD)
"""The posts that are held in a department only."""


@dataclass(frozen=True)
class Debtor:
    """Who owes: an employee by name, else whoever holds `role` in the department or at the place, else the people of
    the department, else the desk. What the head of a department owes that has none is the estate manager's.

    What the company alone owes names its debtor: there is no desk, and every department is one of an estate."""

    department_id: int | None = None
    employee_id: int | None = None
    role: Role | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a promise that say so."""
        return {"department_id": self.department_id, "employee_id": self.employee_id, "role": self.role or ""}


class Staffing:
    """Who holds which place at `now`. What was read is kept, so that many questions of one moment are read once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.day = today(now)
        self._holders: dict[object, tuple[Employee, ...]] = {}
        self._named: dict[int, tuple[Employee, ...]] = {}

    def holders(self, *roles: Role, place: Place) -> tuple[Employee, ...]:
        """Who holds one of `roles` for the whole company, or at the estate, in whichever department."""
        asked = roles, place
        if asked not in self._holders:
            company, estate = place
            self._holders[asked] = tuple(
                _holding_everywhere(roles, day=self.day, company=company)
                if estate is None
                else _holding(roles, day=self.day, company=company, estate=estate)
            )
        return self._holders[asked]

    def members(self, *roles: Role, department_id: int) -> tuple[Employee, ...]:
        """Who holds one of `roles` in the department."""
        asked = roles, department_id
        if asked not in self._holders:
            self._holders[asked] = tuple(_holding_in(roles, day=self.day, department=department_id))
        return self._holders[asked]

    def named(self, employee_id: int) -> tuple[Employee, ...]:
        """That employee, where still in service."""
        if employee_id not in self._named:
            self._named[employee_id] = tuple(_one(pk=employee_id, day=self.day))
        return self._named[employee_id]

    def stand_ins(self, employees: Iterable[Employee]) -> list[Employee]:
        """The employees themselves, or, for each who is absent, the deputy (and the deputy's deputy, never in a
        circle)."""
        found = {}
        for employee in employees:
            person, seen = employee, set()
            while person.pk in self._deputies and person.pk not in seen:
                seen.add(person.pk)
                person = self._deputies[person.pk]
            found[person.pk] = person
        return list(found.values())

    def handlers(self, debtor: Debtor, *, place: Place) -> list[Employee]:
        """Who has a duty in hand; nobody where the department that owes it has nobody for it."""
        if debtor.employee_id is not None and (named := self.named(debtor.employee_id)):
            return self.stand_ins(named)
        if debtor.department_id is not None:
            roles = (debtor.role,) if debtor.role else (Role.MEMBER, Role.CLERK)
            found = self.members(*roles, department_id=debtor.department_id)
            if found or debtor.role is None or debtor.role in IN_A_DEPARTMENT:
                return self.stand_ins(found)
        return self.stand_ins(self.holders(debtor.role or Role.CLERK, place=place))

    def answerers(self, who: str, debtor: Debtor, *, place: Place, kept_from: Collection[int]) -> list[Employee]:
        """Who is told at a rung of the ladder: one of LEVELS, whoever holds that place now, but nobody of `kept_from`
        (ids of employees who must not hear of it).

        Where nobody is left, the next place above; at the end of the chain the system administrators of the company;
        where not even they may hear, the places below from the highest down."""
        own = LEVELS.index(who)
        for level in (*LEVELS[own:], *reversed(LEVELS[:own])):
            if found := [person for person in self._at(level, debtor, place) if person.pk not in kept_from]:
                return found
        return []

    def owner_of_the_case(self, *, place: Place, kept_from: Collection[int]) -> Employee | None:
        """3.2.3: who owns a case that its department could not settle: the estate manager, in whose stead the company
        where the case is kept from the manager."""
        for role in (Role.MANAGER, Role.COMPANY):
            for person in self.holders(role, place=place):
                if person.pk not in kept_from:
                    return person
        return None

    def _at(self, level: str, debtor: Debtor, place: Place) -> list[Employee]:
        match level:
            case "handler":
                return self.handlers(debtor, place=place)
            case "head":
                if debtor.department_id is None:
                    return []
                return self.stand_ins(self.members(Role.HEAD, department_id=debtor.department_id))
            case "manager":
                return self.stand_ins(self.holders(Role.MANAGER, place=place))
            case "company":
                return self.stand_ins(self.holders(Role.COMPANY, place=place))
            case _:
                return self.stand_ins(self.holders(Role.SYSADMIN, place=place))

    @cached_property
    def _deputies(self) -> dict[int, Employee]:
        """By whom each who is absent now is stood in for; where there are two, the one who began last."""
        absences = Deputy.objects.filter(starts_at__lte=self.now, ends_at__gt=self.now).order_by("starts_at", "id")
        absences = absences.filter(deputy__company=F("absent__company"))
        return {absence.absent_id: absence.deputy for absence in absences.select_related("deputy__user")}


def asked_holders(*roles: Role, estate: Estate, now: datetime) -> Asked[Employee]:
    """Asks who holds one of `roles` at the estate, as `Staffing.holders`."""
    return _holding.asked(roles, day=today(now), company=estate.company_id, estate=estate.pk)


@compiled
def _holding(roles: tuple[Role, ...], /, *, day: date, company: int, estate: int) -> QuerySet[Employee]:
    here = Q(assignments__estate_id=estate) | Q(assignments__estate__isnull=True)
    return _in_service(_posts(roles, day) & here, day).filter(company=company).distinct().order_by("id")


@compiled
def _holding_everywhere(roles: tuple[Role, ...], /, *, day: date, company: int) -> QuerySet[Employee]:
    posts = _posts(roles, day) & Q(assignments__estate__isnull=True)
    return _in_service(posts, day).filter(company=company).distinct().order_by("id")


@compiled
def _holding_in(roles: tuple[Role, ...], /, *, day: date, department: int) -> QuerySet[Employee]:
    posts = _posts(roles, day) & Q(assignments__department_id=department)
    return _in_service(posts, day).distinct().order_by("id")


def _posts(roles: tuple[Role, ...], day: date) -> Q:
    return Q(assignments__role__in=roles) & current(day, "assignments__")


@compiled
def _one(*, pk: int, day: date) -> QuerySet[Employee]:
    return _in_service(Q(pk=pk), day)


def _in_service(which: Q, day: date) -> QuerySet[Employee]:
    return Employee.objects.filter(which, employed(day), user__is_active=True).select_related("user")
