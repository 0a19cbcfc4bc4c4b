"""The desk of the demonstration: handovers, the last of which waits, visitors, one of whom complained, and a night for
which somebody was taken off and nobody else was planned."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from jujiao.cases.models import Case
from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyPostKind, DutyState
from jujiao.company.duty.operations import Appearance, cancel, sign_off, sign_on
from jujiao.company.duty.queries import on_duty, own_attendance
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import DepartmentKind
from jujiao.demo.scene import Scene
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.declared import Became
from jujiao.service.desk.models import Handover, HandoverItem
from jujiao.service.desk.operations import add_thing, hand_over, receive, settle, take_over, watch
from jujiao.service.desk.operations.receiving import become

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PLANNED: Final = 3 * DAY - 10 * MINUTE
"""So long before the end of the scene its duties are planned."""
CAME_INSTEAD: Final = 50 * MINUTE
THINGS: Final = (("前台钥匙", 3), ("对讲机", 2), ("备用金（元）", 500))
VISITS: Final = (
    (20 * HOUR, "陈立", "来取快递柜的备用钥匙，已核对身份。", "核对登记后交还。"),
    (5 * HOUR, "", "问小区充电桩怎么收费。", "给了收费公示单。"),
    (2 * HOUR, "林静", "说三号楼电梯里有异味，想请人看看。", ""),
)
"""How long before the end each came, by what name, what they wanted, and what was done; the last one is left open."""


def tell(scene: Scene) -> str:
    """Plans it once the duties of the desk are planned."""
    plan, end = scene.clockwork.plan, scene.clockwork.end
    plan(max(scene.start, end - PLANNED), partial(_begin, scene))
    for before, name, text, word in VISITS:
        plan(end - before, partial(_visit, scene, name, text, word))
    plan(end - 30 * MINUTE, partial(_a_case_that_came_in_person, scene))
    return f"{len(VISITS)} visitors"


def _begin(scene: Scene, now: datetime) -> None:
    post = DutyPost.objects.get(estate=scene.estate, kind=DutyPostKind.DESK)
    for name, count in THINGS:
        add_thing(duty_post=post, name=name, count=count, actor=_head(scene), now=now)
    planned = Duty.objects.filter(duty_post__estate=scene.estate, state=DutyState.PLANNED, starts_at__gt=now)
    duties = list(planned.order_by("starts_at"))
    for at in sorted({each.starts_at + MINUTE for each in duties} | {each.ends_at + 5 * MINUTE for each in duties}):
        scene.clockwork.plan(at, partial(_look, scene))
    desk = [each for each in duties if each.duty_post_id == post.pk and each.ends_at < scene.clockwork.end]
    _a_night_without(scene, desk, now)
    for each in desk:
        scene.clockwork.plan(each.ends_at + 2 * MINUTE, partial(_hand_over, each))
        if each != desk[-1]:
            scene.clockwork.plan(each.ends_at + 8 * MINUTE, partial(_take_over, each))


def _look(scene: Scene, now: datetime) -> None:
    watch(scene.estate.company, now=now)


def _a_night_without(scene: Scene, desk: Sequence[Duty], now: datetime) -> None:
    """The second of the duties to come is cancelled shortly before; who had the one before comes back once called."""
    if len(desk) < 3:
        return
    gone, before = desk[1], desk[0]
    person = _viewer(before, now)
    scene.clockwork.plan(gone.starts_at - HOUR, lambda now: cancel(duty=gone, actor=_head(scene), now=now))
    for minutes in (6, 20):
        scene.clockwork.plan(gone.starts_at + minutes * MINUTE, partial(_look, scene))
    scene.clockwork.plan(gone.starts_at + CAME_INSTEAD, partial(_come_instead, gone.duty_post, person))
    scene.clockwork.plan(gone.ends_at + 4 * MINUTE, partial(_go, person))


def _come_instead(post: DutyPost, person: Viewer, now: datetime) -> None:
    sign_on(duty_post=post, appearance=Appearance(dress=True, looks=True), actor=person, now=now)


def _go(person: Viewer, now: datetime) -> None:
    attendance = own_attendance(person)
    if attendance is not None:
        sign_off(attendance=attendance, actor=person, now=now)


def _hand_over(duty: Duty, now: datetime) -> None:
    attendance = Attendance.objects.filter(duty=duty).first()
    if attendance is not None:
        counts = {each.pk: each.count for each in HandoverItem.objects.filter(duty_post=duty.duty_post_id)}
        note = "电梯维保单位下午来过，记录在抽屉里。"
        hand_over(attendance=attendance, counts=counts, note_text=note, actor=_viewer(duty, now), now=now)


def _take_over(duty: Duty, now: datetime) -> None:
    handover = Handover.objects.filter(attendance__duty=duty, taken_at=None).first()
    there = [one for one in on_duty([duty.duty_post], now)[duty.duty_post_id] if one.since is not None]
    others = [one.employee for one in there if one.employee.pk != duty.employee_id]
    if handover is not None and others:
        actor = viewer_of(others[0].user, now)
        take_over(handover=handover, version=None, remark="", actor=actor, now=now)


def _visit(scene: Scene, name: str, text: str, word: str, now: datetime) -> None:
    actor = scene.one(Role.CLERK)
    visit = receive(estate=scene.estate, text=text, visitor_name=name, actor=actor, now=now)
    if word:
        settle(visit=visit, word=word, version=None, actor=actor, now=now + 4 * MINUTE)


def _a_case_that_came_in_person(scene: Scene, _now: datetime) -> None:
    """The latest case that a resident of a room brought is one that they came with."""
    for kind in subjects.declared():
        if not issubclass(kind.model, Case) or not hasattr(kind.model, "person"):
            continue
        rows: Any = kind.model._default_manager
        brought = rows.filter(estate=scene.estate, person__isnull=False, room__isnull=False)
        case: Any = brought.order_by("-recorded_at").first()
        if case is not None:
            actor, came = scene.one(Role.CLERK), case.recorded_at
            visit = receive(
                estate=scene.estate, room=case.room, person=case.person, text=case.text, actor=actor,
                now=came - 2 * MINUTE,
            )  # fmt: skip
            become(visit.pk, Became(kind.key, case.pk, actor, came))


def _viewer(duty: Duty, now: datetime) -> Viewer:
    """Whoever has the duty: some were hired in the course of the scene."""
    return viewer_of(duty.employee.user, now)


def _head(scene: Scene) -> Viewer:
    return scene.viewers[scene.staff(Role.HEAD, DepartmentKind.CUSTOMER_SERVICE)[0].username]
