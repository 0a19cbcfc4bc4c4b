"""What the drills ask of duties."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.duty.proof.rows import HOUR, Maker
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.testing.drilled import Acting, Drilled, Once

HR, HEAD = ("hr",) * 4, ("head_of_engineering",) * 4


def once(acting: Acting) -> Iterator[Once]:
    """What can be changed, cancelled or ended once."""
    department = Department.objects.get(estate=acting.estate, kind=DepartmentKind.ENGINEERING)
    make = Maker(department, acting.now)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def nothing(_row: Any) -> dict[str, Any]:
        return {}

    def renamed(row: DutyPost) -> dict[str, Any]:
        return {"name": f"{row.name} 改", "kind": "guard", "in_use": "on"}

    def ended(row: Attendance) -> dict[str, Any]:
        return {"at": f"{localtime(row.signed_on_at + HOUR):%Y-%m-%dT%H:%M}"}

    said: dict[str, Any] = {"subject": "duty_post"}
    yield Once(verb="change_duty_post", row=make.post, path=page("duty:change_post"), fields=renamed, who=HR, **said)
    yield Once(verb="cancel_duty", row=make.duty, path=page("duty:cancel"), fields=nothing, who=HEAD, **said)
    yield Once(
        verb="sign_off", row=make.attendance, path=page("duty:sign_off_for"),
        fields=ended, who=HEAD, **said,
    )  # fmt: skip
    yield Once(subject="leave", verb="end_leave", row=make.leave, path=page("duty:end_leave"), fields=nothing, who=HR)
    yield Once(subject="duty_bar", verb="end_bar", row=make.bar, path=page("duty:end_bar"), fields=nothing, who=HR)


DRILLED = Drilled(once=once)
