"""Swaps, leave asked for and wishes, for the tests and drills of all apps."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from jujiao.company.duty.models import Duty, DutyState
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.models import AskedLeave, Swap, Wish
from jujiao.people.rosters.models.asked import OPEN
from jujiao.people.rosters.proof.rows import Maker
from jujiao.rules.people.duty import rest_until

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class AskedMaker:
    """Makes what people of one department ask for."""

    make: Maker

    def duty(self, employee: Employee | None = None) -> Duty:
        """The one planned for tomorrow, of whoever it is to be."""
        starts_at = self.make.now + 30 * HOUR
        ends_at = starts_at + 8 * HOUR
        if employee and (known := employee.duties.filter(starts_at=starts_at, state=DutyState.PLANNED).first()):
            return known
        return Duty.objects.create(
            employee=employee or self.make.duties.employee(), duty_post=self.make.duties.post(), starts_at=starts_at,
            ends_at=ends_at, rest_until=rest_until(ends_at),
        )  # fmt: skip

    def swap(self, asker: Employee | None = None, other: Employee | None = None, state: str = "asked") -> Swap:
        """The one that is open."""
        duty = self.duty(asker)
        if known := duty.swaps.filter(state__in=OPEN).first():
            return known
        other = other or self.make.duties.employee()
        return Swap.objects.create(asker=duty.employee, other=other, duty=duty, state=state, asked_at=self.make.now)

    def accepted(self) -> Swap:
        """One that waits to be approved."""
        return self.swap(state="accepted")

    def leave(self, employee: Employee | None = None) -> AskedLeave:
        """Of next week."""
        starts_at = self.make.now + 170 * HOUR
        return AskedLeave.objects.create(
            employee=employee or self.make.duties.employee(), kind="annual", starts_at=starts_at,
            ends_at=starts_at + 24 * HOUR, asked_at=self.make.now,
        )  # fmt: skip

    def wish(self, employee: Employee | None = None) -> Wish:
        """Of the first day of a draft."""
        roster = self.make.roster()
        who = employee or self.make.duties.employee()
        return Wish.objects.create(roster=roster, employee=who, day=roster.first, kind="wanted")

    def cell(self) -> dict[str, Any]:
        """What names a cell of a draft, with a duty in it."""
        employee = self.make.duties.employee()
        return {"roster_id": self.make.drafted(employee).pk, "employee_id": employee.pk, "day": 1}
