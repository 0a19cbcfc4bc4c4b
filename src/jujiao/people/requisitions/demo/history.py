"""The history of the demonstration: posts, rounds as they open, what the departments answer, and what comes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from jujiao.company.staff.models import Department, DepartmentKind, Post, PostFamily
from jujiao.company.staff.operations import PostFacts, create_post
from jujiao.company.staff.queries import today
from jujiao.demo.clockwork import at_work
from jujiao.demo.scene import Scene
from jujiao.kernel.record.access import Role, Viewer
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Headcount, Requisition
from jujiao.rules.people.headcount import MoveKind
from jujiao.rules.people.requisitions import Wanted

DAY = timedelta(days=1)
POSTS = (
    PostFacts("GC-01", "水电维修工", PostFamily.ENGINEERING, level=2, special_work=True),
    PostFacts("ZX-01", "秩序维护员", PostFamily.SECURITY, level=1, is_guard=True),
    PostFacts("KF-01", "前台客服", PostFamily.CUSTOMER_SERVICE, level=1),
)
NEEDS = {
    DepartmentKind.ENGINEERING: (
        "GC-01",
        "",
        2,
        "公共区域水电维修与巡检",
        "持低压电工证",
        "两年以上",
        "两名员工将退休",
    ),
    DepartmentKind.SECURITY: ("ZX-01", "", 1, "门岗值守与夜间巡逻", "持保安员证", "不限", "补足夜班人手"),
    DepartmentKind.CUSTOMER_SERVICE: ("", "管家助理", 1, "协助管家走访业主", "沟通与文书", "一年以上", "新增一栋交付"),
}
WHY_BACK = "请说明夜班现有人数和排班"


def tell(scene: Scene) -> str:
    """Plans the rounds that open within the scene, and what heads ask for shortly before its end."""
    plan, end = scene.clockwork.plan, scene.clockwork.end
    plan(scene.start, partial(_keep_posts, scene))
    day = scene.start + timedelta(minutes=5)
    while day <= end:
        plan(day, partial(_open, scene))
        day += DAY
    told = (DepartmentKind.ENGINEERING, DepartmentKind.SECURITY, DepartmentKind.CUSTOMER_SERVICE)
    for days, kind in zip((6, 3, 1), told, strict=True):
        plan(at_work(end - timedelta(days=days)), partial(_ask, scene, kind))
    return f"{len(told)} requisitions between the rounds"


def _keep_posts(scene: Scene, now: datetime) -> None:
    there = set(Post.objects.filter(company=scene.estate.company).values_list("code", flat=True))
    for facts in (each for each in POSTS if each.code not in there):
        create_post(company=scene.estate.company, facts=facts, actor=scene.one(Role.ADMINISTRATION), now=now)


def _open(scene: Scene, now: datetime) -> None:
    for opened in operations.open_rounds(scene.estate.company, now=now):
        for requisition in opened.requisitions.select_related("department"):
            _later(scene, now, 26, partial(_answer, scene, requisition))


def _ask(scene: Scene, kind: DepartmentKind, now: datetime) -> None:
    department = scene.departments[kind]
    requisition = operations.request(
        actor=_head(scene, department), now=now, department=department, positions=[_wanted(scene, kind, now)]
    )
    _decide(scene, requisition, now)


def _answer(scene: Scene, requisition: Requisition, now: datetime) -> None:
    """Cleaning needs nobody; whoever has no head stays silent."""
    kind = DepartmentKind(requisition.department.kind)
    if kind in NEEDS:
        wanted, head = [_wanted(scene, kind, now)], _head(scene, requisition.department)
        _take(operations.answer, requisition, head, now, positions=wanted)
        _decide(scene, requisition, now)
    elif kind is DepartmentKind.CLEANING:
        _take(operations.answer, requisition, _head(scene, requisition.department), now, positions=[], none=True)
        _later(scene, now, 20, partial(_take, operations.take_note, requisition, scene.one(Role.ADMINISTRATION)))


def _decide(scene: Scene, requisition: Requisition, now: datetime) -> None:
    """Engineers are approved and hired, security is asked again, the front desk waits for administration."""
    kind = DepartmentKind(requisition.department.kind)
    administration = scene.one(Role.ADMINISTRATION)
    if kind is DepartmentKind.ENGINEERING:
        _later(scene, now, 5, partial(_take, operations.accept, requisition, administration))
        _later(scene, now, 28, partial(_take, operations.approve, requisition, scene.one(Role.COMPANY)))
        _later(scene, now, 52, partial(_fill, scene, requisition))
    if kind is DepartmentKind.SECURITY:
        _later(scene, now, 7, partial(_take, operations.send_back, requisition, administration, reason=WHY_BACK))


def _fill(scene: Scene, requisition: Requisition, now: datetime) -> None:
    """Somebody accepts the offer for one of the seats, and joins."""
    headcount = Headcount.objects.filter(department=requisition.department).select_related("post").get()
    for kind in (MoveKind.RESERVE, MoveKind.FILL):
        operations.move_seats(
            department=requisition.department, post=headcount.post, kind=kind, number=1, reason="录用一名水电维修工",
            actor=scene.one(Role.ADMINISTRATION), now=now,
        )  # fmt: skip


def _wanted(scene: Scene, kind: DepartmentKind, now: datetime) -> Wanted:
    code, name, number, duties, skills, experience, reason = NEEDS[kind]
    post = Post.objects.filter(company=scene.estate.company_id, code=code).first()
    return Wanted(
        name, number, duties, skills, experience, reason, today(now) + timedelta(days=45), post.pk if post else None
    )


def _head(scene: Scene, department: Department) -> Viewer:
    return scene.viewers[scene.staff(Role.HEAD, department.kind)[0].username]


def _later(scene: Scene, now: datetime, hours: int, step: Callable[[datetime], Any]) -> None:
    scene.clockwork.plan(at_work(now + timedelta(hours=hours)), step)


def _take(
    step: Callable[..., Requisition], requisition: Requisition, actor: Viewer, now: datetime, **given: Any
) -> None:
    requisition.refresh_from_db()
    step(actor=actor, now=now, requisition_id=requisition.pk, version=requisition.version, **given)
