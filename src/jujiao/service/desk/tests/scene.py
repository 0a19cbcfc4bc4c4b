"""The desk of the cast, and who is planned for it and comes, for the tests of this app."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final

from jujiao.company.duty.models import Attendance, Duty, DutyPost
from jujiao.company.duty.operations import sign_off, sign_on
from jujiao.notices.models import Notice
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Promise
from jujiao.rules.people.duty import rest_until
from jujiao.service.desk.jobs import watch_all
from jujiao.testing.cast import Cast, Member

COMPLAINTS: Final[Any] = import_module("jujiao.service.complaints.operations")
CASES: Final[Any] = import_module("jujiao.service.complaints.models")
"""Chapters do not import each other: what these tests ask of another one they look up."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """The front desk of the cast's estate."""

    cast: Cast
    post: DutyPost

    def planned(self, who: Member, start: datetime, hours: int = 8) -> Duty:
        end = start + hours * HOUR
        return Duty.objects.create(
            employee=who.employee, duty_post=self.post, starts_at=start, ends_at=end, rest_until=rest_until(end)
        )

    def comes(self, who: Member, at: datetime) -> Attendance:
        return sign_on(duty_post=self.post, actor=who.viewer, now=at)

    def goes(self, attendance: Attendance, who: Member, at: datetime) -> None:
        sign_off(attendance=attendance, actor=who.viewer, now=at)


def the_desk(cast: Cast) -> Desk:
    post = DutyPost.objects.create(estate=cast.estate, department=cast.customer_service, name="前台", kind="desk")
    return Desk(cast, post)


def a_minute_of_the_worker(now: datetime) -> None:
    """What the worker does each minute: it looks, then fires what is due."""
    watch_all(now=now)
    while Alarms()(now):
        pass


def run(start: datetime, minutes: int) -> None:
    """The worker from minute to minute, both ends included."""
    for minute in range(minutes + 1):
        a_minute_of_the_worker(start + minute * MINUTE)


def told(kind: str) -> list[str]:
    """Who was told by notices of a kind that still stand."""
    found = Notice.objects.filter(kind=kind, withdrawn_at=None).order_by("recipient__username")
    return [name or "" for name in found.values_list("recipient__username", flat=True)]


def promises(kind: str) -> list[tuple[str, datetime | None]]:
    return list(Promise.objects.filter(kind=kind).order_by("pk").values_list("state", "done_at"))


def complained(cast: Cast, now: datetime, **more: Any) -> Any:
    """A complaint of the resident that waits to be dispatched by the desk."""
    return COMPLAINTS.register(
        actor=cast.resident.viewer, now=now, estate=cast.estate, category=CASES.Category.objects.get(code="leak"),
        text="卫生间天花板漏水", channel="online", room=cast.room, person=cast.resident.person, **more,
    )  # fmt: skip
