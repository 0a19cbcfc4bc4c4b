"""Who answers for what, as of a moment: whoever is there of those who hold the post."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from jujiao.company.duty import holding
from jujiao.company.duty.holding import ON_DUTY, Held, absences, deputies, held
from jujiao.company.estates.place import Place
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import Role
from jujiao.rules.ladder import LEVELS
from jujiao.rules.people.duty import Standing, clause_3_1_1_there, in_place_of

IN_A_DEPARTMENT = (Role.MEMBER, Role.HEAD)
"""The posts that are held in a department only."""
type There = Callable[[Sequence[Held]], list[Employee]]
"""Gives of those who hold a post who is there."""


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


def there(
    found: Sequence[Held],
    deputies: Mapping[int, Standing],
    *,
    kept_from: Collection[int] = (),
    leave_counts: bool = True,
) -> list[Employee]:
    """Who of those who hold a post is there (3.1.1), but nobody of `kept_from` (ids of employees)."""
    held = [_as_counted(one.standing, leave_counts) for one in found]
    stands_in = {absent: _as_counted(one, leave_counts) for absent, one in deputies.items()}
    ids = clause_3_1_1_there(held, stands_in, kept_from=kept_from)
    known = {one.employee.pk: one.employee for one in found}
    if others := [each for each in ids if each not in known]:
        known |= {one.pk: one for one in holding.people(ids=others)}
    return [known[each] for each in ids]


def _as_counted(standing: Standing, leave_counts: bool) -> Standing:
    return standing if leave_counts else replace(standing, on_leave=False)


class Staffing:
    """Who is there for which place at `now`. What was read is kept, so that many questions of one moment are read once.

    Of members of departments and clerks those are there who have signed on for a post to be covered of their department
    (of clerks who are asked for by the estate: of its desks), else those planned for one now, else all of them. Whoever
    heads or manages takes no turns and is there by day and night. In the place of who is absent stands the deputy; who
    is on leave without one is not there. Presence is a sign-on, never an open page. Where nobody plans duties, all hear
    as they hold posts."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._asked: dict[str, Any] = {"day": today(now), **holding.moment(now)}
        self._held: dict[object, tuple[Held, ...]] = {}

    def answerers(self, who: str, debtor: Debtor, *, place: Place, kept_from: Collection[int]) -> list[Employee]:
        """Who is told at a rung of the ladder: one of LEVELS, whoever is there for that place now, but nobody of
        `kept_from` (ids of employees who must not hear of it).

        Where nobody is left, the next place above; at the end of the chain the system administrators of the company;
        where not even they may hear, the places below from the highest down. Where that leaves nobody either, leave
        does not count: the chain never ends in nobody."""
        own = LEVELS.index(who)
        for leave_counts in (True, False):
            for level in (*LEVELS[own:], *reversed(LEVELS[:own])):
                there = partial(self._there, kept_from=kept_from, leave_counts=leave_counts)
                if found := self._at(level, debtor, place, there):
                    return found
        return []

    def owner_of_the_case(self, *, place: Place, kept_from: Collection[int]) -> Employee | None:
        """3.2.3: who owns a case that its department could not settle: the estate manager, in whose stead the company
        where the case is kept from the manager."""
        for role in (Role.MANAGER, Role.COMPANY):
            for one in self._holders(role, place=place):
                if one.employee.pk not in kept_from:
                    return one.employee
        return None

    def _at(self, level: str, debtor: Debtor, place: Place, there: There) -> list[Employee]:
        match level:
            case "handler":
                return self._handlers(debtor, place, there)
            case "head":
                if debtor.department_id is None:
                    return []
                return there(self._members(Role.HEAD, department_id=debtor.department_id))
            case "manager":
                return there(self._holders(Role.MANAGER, place=place))
            case "company":
                return there(self._holders(Role.COMPANY, place=place))
            case _:
                return there(self._holders(Role.SYSADMIN, place=place))

    def _handlers(self, debtor: Debtor, place: Place, there: There) -> list[Employee]:
        """Who has a duty in hand: whoever is named for it, or their deputy. Where that one has left or is on leave, and
        where nobody is named, whoever is there of those who hold the post in the department, or at the place. Nobody
        where the department that owes it has nobody for it, or nobody is there."""
        if debtor.employee_id is not None:
            named = self._named(debtor.employee_id)
            if any(in_place_of(one.standing, self._deputies) is not None for one in named):
                return there(named)
        if debtor.department_id is not None:
            roles = (debtor.role,) if debtor.role else ON_DUTY
            found = self._members(*roles, department_id=debtor.department_id)
            if found or debtor.role is None or debtor.role in IN_A_DEPARTMENT:
                return there(found)
        return there(self._holders(debtor.role or Role.CLERK, place=place))

    def _there(self, found: Sequence[Held], **which: Any) -> list[Employee]:
        return there(found, self._deputies, **which)

    def _holders(self, *roles: Role, place: Place) -> tuple[Held, ...]:
        """Who holds one of `roles` for the whole company, or at the estate, in whichever department."""
        company, estate = place
        if estate is None:
            return self._once((roles, place), partial(holding.holding_everywhere, roles, company=company))
        return self._once((roles, place), partial(holding.holding_at, roles, company=company, estate=estate))

    def _members(self, *roles: Role, department_id: int) -> tuple[Held, ...]:
        """Who holds one of `roles` in the department."""
        return self._once((roles, department_id), partial(holding.holding_in, roles, department=department_id))

    def _named(self, employee_id: int) -> tuple[Held, ...]:
        """That employee, where still in service."""
        return self._once(employee_id, partial(holding.named, pk=employee_id))

    def _once(self, key: object, ask: Callable[..., list[Employee]]) -> tuple[Held, ...]:
        if key not in self._held:
            self._held[key] = held(ask(**self._asked))
        return self._held[key]

    @cached_property
    def _deputies(self) -> Mapping[int, Standing]:
        return deputies(absences(now=self._now))
