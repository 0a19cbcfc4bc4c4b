"""What the drills ask of the desk: its steps that can be taken once."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.service.desk.models import Handover, HandoverItem, Visit
from jujiao.service.desk.proof.rows import Maker
from jujiao.testing.drilled import Acting, Drilled, Once

CLERKS = ("clerk", "clerk2", "manager", "clerk")
PLANNERS = ("head_of_service", "manager", "hr", "manager")


def once(acting: Acting) -> Iterator[Once]:
    """A visit is noted once, a duty taken over once, a thing changed once: four ask, one is taken."""
    department = Department.objects.get(estate=acting.estate, kind=DepartmentKind.CUSTOMER_SERVICE)
    make = Maker(department, acting.now)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def noted(_row: Visit) -> dict[str, Any]:
        return {"word": "已当场答复"}

    def taken(_row: Handover) -> dict[str, Any]:
        return {"remark": ""}

    def changed(row: HandoverItem) -> dict[str, Any]:
        return {"count": row.count + 1, "in_use": "on"}

    yield Once(
        subject="desk_visit",
        verb="settle_visit",
        row=make.visit,
        path=page("reception:settle"),
        fields=noted,
        who=CLERKS,
    )
    yield Once(
        subject="duty_post",
        verb="take_over",
        row=make.handover,
        path=page("reception:take"),
        fields=taken,
        who=PLANNERS,
    )
    yield Once(
        subject="duty_post", verb="change_thing", row=make.thing, path=page("reception:change_thing"), fields=changed,
        who=PLANNERS,
    )  # fmt: skip


DRILLED = Drilled(once=once)
