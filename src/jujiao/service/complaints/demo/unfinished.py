"""What a visitor finds at the end of the history: a reply that is late, one that is nearly due, an owner to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from jujiao.company.staff.models import Department
from jujiao.demo.scene import Scene
from jujiao.service.complaints import operations
from jujiao.service.complaints.demo import words
from jujiao.service.complaints.models import Category, Complaint

CLERK, ENGINEER, COLLEAGUE = "wangfang", "zhaoqiang", "sunlei"
LEAK, LIFT = "leak", "lift"

type Step = tuple[int, str, Callable[..., Complaint], dict[str, Any]]


@dataclass(frozen=True)
class Unfinished:
    """A complaint of `hours` before the end by the resident with that number, and the steps it got: each with the
    minutes since it was registered, whose it was, and what was given."""

    hours: int
    resident: int
    category: str
    steps: tuple[Step, ...]


def _taken_up_by(user: str) -> tuple[Step, ...]:
    return ((6, CLERK, operations.dispatch, {}), (25, user, operations.accept, {}))


LATE = Unfinished(27, 9, LEAK, _taken_up_by(ENGINEER))
NEARLY_DUE = Unfinished(23, 0, LEAK, _taken_up_by(ENGINEER))
DONE = Unfinished(
    44,
    0,
    LIFT,
    (
        *_taken_up_by(COLLEAGUE),
        (90, COLLEAGUE, operations.reply, {"text": words.REPLIES[0], "channel": "phone"}),
        (2400, COLLEAGUE, operations.resolve, {"text": words.RESOLUTIONS[0], "channel": "phone"}),
    ),
)


def leave_unfinished(scene: Scene) -> int:
    """Plans them all; returns how many."""
    cases = (DONE, LATE, NEARLY_DUE)
    for case in cases:
        scene.clockwork.plan(scene.clockwork.end - timedelta(hours=case.hours), partial(_register, scene, case))
    return len(cases)


def _register(scene: Scene, case: Unfinished, now: datetime) -> None:
    home = scene.residents[case.resident]
    category = Category.objects.get(code=case.category)
    complaint = operations.register(
        actor=scene.owner(home.person, now),
        now=now,
        estate=scene.estate,
        category=category,
        text=words.COMPLAINTS[case.category][0],
        channel="online",
        room=home.household.room,
        person=home.person,
    )
    department = scene.departments[category.department_kind]
    for step in case.steps:
        scene.clockwork.plan(now + timedelta(minutes=step[0]), partial(_take, scene, complaint, department, step))


def _take(scene: Scene, complaint: Complaint, department: Department, step: Step, now: datetime) -> None:
    _minutes, user, operation, given = step
    complaint.refresh_from_db()
    to = {"department": department} if operation is operations.dispatch else {}
    operation(actor=scene.viewers[user], now=now, complaint_id=complaint.pk, version=complaint.version, **given, **to)
