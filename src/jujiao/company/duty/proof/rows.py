"""Posts to be covered, duties and absences, for the tests and drills of all apps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jujiao.company.duty.models import Attendance, Duty, DutyBar, DutyPost, Leave
from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.operations import NewPost, hire
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.rules.people.duty import rest_until
from jujiao.testing.cast import NOW, OPENED, Cast

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Maker:
    """Makes what belongs to one department's duties at one moment."""

    department: Department
    now: datetime
    mark: str = ""

    def post(self) -> DutyPost:
        """One more post to be covered."""
        name = self.mark or f"岗 {DutyPost.objects.count() + 1}"
        estate = self.department.estate
        return DutyPost.objects.create(estate=estate, department=self.department, kind="guard", name=name)

    def employee(self) -> Employee:
        """One more who works there."""
        number = f"D{Employee.objects.count()}"
        post = NewPost(Role.MEMBER, "值班员", OPENED, self.department.estate, self.department)
        return hire(
            company=self.department.estate.company, number=number, name=self.mark or "何值班", joined_on=OPENED,
            posts=[post], actor=SYSTEM, now=self.now,
        )  # fmt: skip

    def duty(self) -> Duty:
        """One of the day after the moment."""
        starts_at = self.now + 24 * HOUR
        ends_at = starts_at + 8 * HOUR
        return Duty.objects.create(
            employee=self.employee(), duty_post=self.post(), starts_at=starts_at, ends_at=ends_at,
            rest_until=rest_until(ends_at),
        )  # fmt: skip

    def attendance(self) -> Attendance:
        """Signed on a while ago."""
        return Attendance.objects.create(
            employee=self.employee(), duty_post=self.post(), signed_on_at=self.now - 20 * HOUR
        )

    def leave(self) -> Leave:
        return Leave.objects.create(
            employee=self.employee(), kind="annual", starts_at=self.now - HOUR, ends_at=self.now + 48 * HOUR
        )

    def bar(self) -> DutyBar:
        return DutyBar.objects.create(employee=self.employee(), kind="no_night", starts_on=OPENED)


def maker(cast: Cast) -> Maker:
    """Of the cast's own engineers."""
    return Maker(cast.engineering, NOW)


def a_duty_post(cast: Cast) -> DutyPost:
    """One more post to be covered by the engineers."""
    return maker(cast).post()
