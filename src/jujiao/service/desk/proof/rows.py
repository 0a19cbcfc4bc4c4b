"""Visits, handovers, gaps and months of posts, for the tests and drills of all apps."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.duty.proof.rows import Maker as DutyMaker
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Department
from jujiao.service.desk.models import CoverMonth, Gap, Handover, HandoverItem, Visit
from jujiao.testing.cast import NOW, Cast

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Maker:
    """Makes what belongs to one department's posts at one moment."""

    department: Department
    now: datetime
    mark: str = ""

    @property
    def duties(self) -> DutyMaker:
        return DutyMaker(self.department, self.now, self.mark)

    def visit(self, **more: Any) -> Visit:
        estate: Estate = self.department.estate
        given = {"visitor_name": self.mark or "何来", "text": self.mark or "问物业费怎么交", "came_at": self.now}
        return Visit.objects.create(estate=estate, **{**given, **more})

    def attendance(self) -> Attendance:
        """Of somebody who is there, at a post of their own."""
        duties = self.duties
        return Attendance.objects.create(
            employee=duties.employee(), duty_post=duties.post(), signed_on_at=self.now - 60 * MINUTE
        )

    def handover(self) -> Handover:
        """One that waits to be taken over."""
        return Handover.objects.create(attendance=self.attendance(), given_at=self.now - MINUTE, note=self.mark)

    def thing(self, post: DutyPost | None = None) -> HandoverItem:
        return HandoverItem.objects.create(duty_post=post or self.duties.post(), name=self.mark or "钥匙", count=2)

    def gap(self) -> Gap:
        return Gap.objects.create(duty_post=self.duties.post(), starts_at=self.now - 10 * MINUTE)

    def month(self) -> CoverMonth:
        post = self.duties.post()
        return CoverMonth.objects.create(
            duty_post=post, month=self.now.date().replace(day=1) - timedelta(days=1), closed_at=self.now
        )


def maker(cast: Cast) -> Maker:
    """Of the cast's own desk."""
    return Maker(cast.customer_service, NOW)


def a_visit(cast: Cast) -> Visit:
    return maker(cast).visit()


def a_handover(cast: Cast) -> Handover:
    return maker(cast).handover()
