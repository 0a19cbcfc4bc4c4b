"""What the drills ask of duties."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.proof.rows import Maker
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

    said: dict[str, Any] = {"subject": "duty_post"}
    yield Once(verb="change_duty_post", row=make.post, path=page("duty:change_post"), fields=renamed, who=HR, **said)
    yield Once(verb="cancel_duty", row=make.duty, path=page("duty:cancel"), fields=nothing, who=HEAD, **said)
    yield Once(
        verb="sign_off", row=make.attendance, path=page("duty:sign_off_for"),
        fields=lambda row: {"at": f"{row.signed_on_at:%Y-%m-%dT%H:%M:%S}"}, who=HEAD, **said,
    )  # fmt: skip
    yield Once(subject="leave", verb="end_leave", row=make.leave, path=page("duty:end_leave"), fields=nothing, who=HR)
    yield Once(subject="duty_bar", verb="end_bar", row=make.bar, path=page("duty:end_bar"), fields=nothing, who=HR)


DRILLED = Drilled(once=once)
