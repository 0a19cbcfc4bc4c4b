"""The demonstration's duties: the desk, the repair stand-by and the gate, covered around the clock in its last days."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from jujiao.company.duty.models import Duty, DutyPost, DutyPostKind, LeaveKind
from jujiao.company.duty.operations import (
    Appearance,
    DutyPostFacts,
    UnableToPlan,
    create_duty_post,
    plan,
    sign_off,
    sign_on,
    take_leave,
)
from jujiao.company.duty.queries import own_attendance
from jujiao.company.staff.models import DepartmentKind, Employee
from jujiao.kernel.record.access import Role, Viewer

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EARLY, LATE = timedelta(minutes=6), timedelta(minutes=4)
BEFORE, AFTER = 2, 2
"""Days that are planned before the end of the scene and after it."""
OPENED = 5 * DAY
"""The posts are there so long before the end of the scene."""
POSTS: Final = (
    (DepartmentKind.CUSTOMER_SERVICE, Role.CLERK, DutyPostFacts("前台", DutyPostKind.DESK), 0),
    (DepartmentKind.ENGINEERING, Role.MEMBER, DutyPostFacts("维修待命", DutyPostKind.REPAIR), 3),
    (DepartmentKind.SECURITY, Role.MEMBER, DutyPostFacts("南门岗", DutyPostKind.GUARD), 2),
)
"""Each with how many share the day; the desk has a roster."""
IN_ORDER: Final = Appearance(dress=True, looks=True)
BADGE: Final = Appearance(dress=False, looks=True, word="工牌忘带，已请同事送来")


def tell(scene: Any) -> str:
    """Plans duties for some days around the end of the scene (`jujiao.demo.scene.Scene`), and who comes and goes. The
    first of each department is on duty at the end."""
    scene.clockwork.plan(opens_at(scene), partial(_plan_all, scene))
    return f"{len(POSTS)} posts covered"


def opens_at(scene: Any) -> datetime:
    """When the posts are written down."""
    opened: datetime = max(scene.start, scene.clockwork.end - OPENED)
    return opened


def _plan_all(scene: Any, now: datetime) -> None:
    for kind, role, facts, share in POSTS:
        department = scene.departments[kind]
        administration = scene.viewers[scene.staff(Role.ADMINISTRATION)[0].username]
        duty_post = create_duty_post(department=department, facts=facts, actor=administration, now=now)
        people = [scene.viewers[one.username] for one in scene.staff(role, kind)]
        head = scene.viewers[scene.staff(Role.HEAD, kind)[0].username]
        if share:
            _rota(scene, duty_post, people[:share], head, now)
    away = scene.staff(Role.MEMBER, DepartmentKind.CLEANING)[0].username
    midnight = timezone.localtime(scene.clockwork.end).replace(hour=0, minute=0, second=0)
    take_leave(
        employee=Employee.objects.get(user__username=away), kind=LeaveKind.ANNUAL, starts_at=midnight + DAY,
        ends_at=midnight + 3 * DAY, actor=scene.viewers[scene.staff(Role.ADMINISTRATION)[0].username], now=now,
    )  # fmt: skip


def _rota(scene: Any, duty_post: DutyPost, people: Sequence[Viewer], head: Viewer, now: datetime) -> None:
    """Everybody has the same part of each day; the first has the part in which the scene ends."""
    length = DAY / len(people)
    local = timezone.localtime(scene.clockwork.end)
    morning = local.replace(hour=6, minute=0, second=0) - DAY
    first = morning + (local - morning) // length * length - BEFORE * DAY
    for days in range(BEFORE + AFTER):
        for place, person in enumerate(people):
            starts_at = first + days * DAY + place * length
            if starts_at >= scene.clockwork.end - BEFORE * DAY:
                _plan(scene, duty_post, person, (starts_at, starts_at + length), head=head, now=now)


def _plan(
    scene: Any, duty_post: DutyPost, person: Viewer, times: tuple[datetime, datetime], *, head: Viewer, now: datetime
) -> None:
    """One duty, where the person may do it: who lacks a paper by then leaves it uncovered."""
    starts_at, ends_at = times
    employee = Employee.objects.get(pk=person.employee_id or 0)
    with suppress(UnableToPlan):
        duty = plan(employee=employee, duty_post=duty_post, starts_at=starts_at, ends_at=ends_at, actor=head, now=now)
        attend(scene, duty, person)


def attend(scene: Any, duty: Duty, person: Viewer) -> None:
    """Plans that somebody comes to a duty, and goes."""
    scene.clockwork.plan(duty.starts_at - EARLY, partial(_come, duty, person))
    scene.clockwork.plan(duty.ends_at + LATE, partial(_go, person))


def _come(duty: Duty, person: Viewer, now: datetime) -> None:
    """Nobody comes for a duty that was cancelled meanwhile."""
    if Duty.objects.get(pk=duty.pk).planned:
        looks = BADGE if duty.starts_at.day % 2 and duty.duty_post.kind == DutyPostKind.GUARD else IN_ORDER
        sign_on(duty_post=duty.duty_post, appearance=looks, actor=person, now=now)


def _go(person: Viewer, now: datetime) -> None:
    attendance = own_attendance(person)
    if attendance is not None:
        sign_off(attendance=attendance, actor=person, now=now)
