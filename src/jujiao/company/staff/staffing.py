"""Who answers for what, as of a moment."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Q, QuerySet

from jujiao.company.staff.models import Deputy, Employee
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.access import Role
from jujiao.kernel.compiled import compiled
from jujiao.rules.ladder import LEVELS


class Staffing:
    """Who holds which place at `now`. What was read is kept, so that many questions of one moment are read once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.day = today(now)
        self._holders: dict[object, tuple[Employee, ...]] = {}
        self._named: dict[int, tuple[Employee, ...]] = {}

    def holders(self, *roles: Role, estate_id: int) -> tuple[Employee, ...]:
        """Who holds one of `roles` at the estate, in whichever department, or at all estates of its company."""
        asked = roles, estate_id
        if asked not in self._holders:
            self._holders[asked] = tuple(_holding(roles, day=self.day, estate=estate_id))
        return self._holders[asked]

    def members(self, *roles: Role, estate_id: int, department_id: int) -> tuple[Employee, ...]:
        """Who holds one of `roles` in the department of the estate."""
        asked = roles, estate_id, department_id
        if asked not in self._holders:
            found = _holding_in(roles, day=self.day, estate=estate_id, department=department_id)
            self._holders[asked] = tuple(found)
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

    def handlers(
        self, *, estate_id: int, department_id: int | None, employee_id: int | None, role: Role | None = None
    ) -> list[Employee]:
        """Who has a duty in hand: the person named, else whoever holds `role`, else the department's members, else the
        desk."""
        if employee_id is not None and (named := self.named(employee_id)):
            return self.stand_ins(named)
        roles = (role,) if role else (Role.MEMBER, Role.CLERK)
        if department_id is not None:
            return self.stand_ins(self.members(*roles, estate_id=estate_id, department_id=department_id))
        return self.stand_ins(self.holders(role or Role.CLERK, estate_id=estate_id))

    def answerers(
        self,
        who: str,
        *,
        estate_id: int,
        department_id: int | None,
        employee_id: int | None,
        role: Role | None = None,
        kept_from: Collection[int],
    ) -> list[Employee]:
        """Who is told at a rung of the ladder: one of LEVELS, whoever holds that place now, but nobody of `kept_from`
        (ids of employees who must not hear of it).

        Where nobody is left, the next place above; at the end of the chain the system administrators of the company;
        where not even they may hear, the places below from the highest down."""
        own = LEVELS.index(who)
        for level in (*LEVELS[own:], *reversed(LEVELS[:own])):
            there = self._at(level, estate_id, department_id, employee_id, role)
            if found := [person for person in there if person.pk not in kept_from]:
                return found
        return []

    def owner_of_the_case(self, *, estate_id: int, kept_from: Collection[int]) -> Employee | None:
        """3.2.3: who owns a case that its department could not settle: the estate manager, in whose stead the company
        where the case is kept from the manager."""
        for role in (Role.MANAGER, Role.COMPANY):
            for person in self.holders(role, estate_id=estate_id):
                if person.pk not in kept_from:
                    return person
        return None

    def _at(
        self, level: str, estate_id: int, department_id: int | None, employee_id: int | None, role: Role | None
    ) -> list[Employee]:
        match level:
            case "handler":
                return self.handlers(
                    estate_id=estate_id, department_id=department_id, employee_id=employee_id, role=role
                )
            case "head":
                if department_id is None:
                    return []
                return self.stand_ins(self.members(Role.HEAD, estate_id=estate_id, department_id=department_id))
            case "manager":
                return self.stand_ins(self.holders(Role.MANAGER, estate_id=estate_id))
            case "company":
                return self.stand_ins(self.holders(Role.COMPANY, estate_id=estate_id))
            case _:
                return self.stand_ins(self.holders(Role.SYSADMIN, estate_id=estate_id))

    @cached_property
    def _deputies(self) -> dict[int, Employee]:
        """By whom each who is absent now is stood in for; where there are two, the one who began last."""
        absences = Deputy.objects.filter(starts_at__lte=self.now, ends_at__gt=self.now).order_by("starts_at", "id")
        absences = absences.filter(deputy__company=F("absent__company"))
        return {absence.absent_id: absence.deputy for absence in absences.select_related("deputy__user")}


@compiled
def _holding(roles: tuple[Role, ...], /, *, day: date, estate: int) -> QuerySet[Employee]:
    return _in_service(_posts(roles, day, estate), day).distinct().order_by("id")


@compiled
def _holding_in(roles: tuple[Role, ...], /, *, day: date, estate: int, department: int) -> QuerySet[Employee]:
    posts = _posts(roles, day, estate) & Q(assignments__department_id=department)
    return _in_service(posts, day).distinct().order_by("id")


def _posts(roles: tuple[Role, ...], day: date, estate: int) -> Q:
    held = Q(assignments__role__in=roles) & current(day, "assignments__")
    everywhere = Q(assignments__estate__isnull=True, company__estates=estate)
    return held & (Q(assignments__estate_id=estate) | everywhere)


@compiled
def _one(*, pk: int, day: date) -> QuerySet[Employee]:
    return _in_service(Q(pk=pk), day)


def _in_service(which: Q, day: date) -> QuerySet[Employee]:
    return Employee.objects.filter(which, employed(day), user__is_active=True).select_related("user")
