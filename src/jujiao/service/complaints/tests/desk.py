"""Complaints as the desk brings them where a test wants them, some of them about a colleague."""

from typing import Any

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast, Member

HTMX = {"HX-Request": "true"}
PLACE = "隐秘会所"
"""Where the complaint about somebody is; no page of theirs may say it."""


class Desk:
    """Complaints as the desk brings them where they are wanted."""

    def __init__(self, cast: Cast, moment: Moment) -> None:
        self.cast, self.moment = cast, moment

    def step(self, verb: str, complaint: Complaint, who: Member, **given: Any) -> Complaint:
        done: Complaint = getattr(operations, verb)(
            actor=who.viewer, now=self.moment.now, complaint_id=complaint.pk, version=None, **given
        )
        return done

    def registered(self, about: Member | None = None) -> Complaint:
        return operations.register(
            actor=self.cast.clerk2.viewer,
            now=self.moment.now,
            estate=self.cast.estate,
            category=Category.objects.get(code="leak"),
            text="态度问题" if about else "天花板渗水",
            channel="phone",
            building=self.cast.building,
            place=PLACE if about else "大堂",
            person=self.cast.neighbour.person if about else self.cast.resident.person,
            about_employee=about.employee if about else None,
        )

    def at_work(self, about: Member | None = None, handler: Member | None = None) -> Complaint:
        """In the hands of engineering, of the handler where one is named."""
        case = self.registered(about)
        self.step("dispatch", case, self.cast.clerk2, department=self.cast.engineering)
        if handler is not None:
            self.step("accept", case, handler)
        return Complaint.objects.get(pk=case.pk)

    def merge(self, double: Complaint, main: Complaint) -> None:
        self.step("merge", double, self.cast.clerk2, into_id=main.pk)
        double.refresh_from_db()
        main.refresh_from_db()
