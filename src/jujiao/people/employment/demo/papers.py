"""Certificates of the engineers: one of them is to be renewed soon, one nobody has verified yet."""

from datetime import date, datetime, timedelta
from functools import partial

from jujiao.company.staff.models import CredentialKind, Employee
from jujiao.company.staff.operations import NewCredential, record_credential, verify_credential
from jujiao.company.staff.queries import today
from jujiao.demo.scene import Scene
from jujiao.kernel.record.access import Role
from jujiao.people.employment.operations import watch

DAY = timedelta(days=1)
ENDS_IN = {"zhaoqiang": 700, "sunlei": 25, "qianjun": 500}
"""Days from the end of the scene on which each certificate ends."""
NOT_VERIFIED = "qianjun"


def tell(scene: Scene) -> str:
    """Plans the certificates at the beginning, and a look at all papers each day."""
    plan, end = scene.clockwork.plan, scene.clockwork.end
    plan(scene.start + timedelta(minutes=2), partial(_write_down, scene, today(end)))
    day = scene.start + timedelta(minutes=7)
    while day <= end:
        plan(day, partial(_look, scene))
        day += DAY
    return f"{len(ENDS_IN)} certificates"


def _write_down(scene: Scene, end: date, now: datetime) -> None:
    for username, days in ENDS_IN.items():
        employee = Employee.objects.get(company=scene.estate.company, user__username=username)
        facts = NewCredential(
            CredentialKind.ELECTRICIAN,
            today(now) - 300 * DAY,
            f"T-{employee.number}",
            "浙江省应急管理厅",
            end + days * DAY,
        )
        row = record_credential(employee=employee, facts=facts, actor=scene.one(Role.ADMINISTRATION), now=now)
        if username != NOT_VERIFIED:
            verify_credential(credential=row, version=None, actor=scene.one(Role.MANAGER), now=now)


def _look(scene: Scene, now: datetime) -> None:
    watch(scene.estate.company, now=now)
