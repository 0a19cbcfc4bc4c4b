"""What the drills ask of rosters."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.kernel.record.access import SYSTEM
from jujiao.people.rosters.building import build
from jujiao.people.rosters.forms import DAYS
from jujiao.people.rosters.models import Roster, RosterRun, RunState, ShiftKind, WeeklyNeed
from jujiao.people.rosters.operations import keep_weekly_need
from jujiao.people.rosters.operations.frame import SUBJECT
from jujiao.people.rosters.proof.rows import Maker
from jujiao.testing.drilled import Acting, Drilled, Once

HR, HEAD = ("hr",) * 4, ("head_of_engineering",) * 4


def once(acting: Acting) -> Iterator[Once]:
    """What can be changed, removed, published, withdrawn or taken over once."""
    department = Department.objects.get(estate=acting.estate, kind=DepartmentKind.ENGINEERING)
    make = Maker(department, acting.now)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def nothing(_row: Any) -> dict[str, Any]:
        return {}

    def version(row: Any) -> dict[str, Any]:
        return {"version": row.version}

    def renamed(row: ShiftKind) -> dict[str, Any]:
        return {"version": row.version, "name": f"{row.name} 改", "starts": "09:00", "ends": "17:00", "colour": "teal"}

    def weekly() -> WeeklyNeed:
        counts = [1] * len(DAYS)
        return keep_weekly_need(
            duty_post=make.duties.post(), shift_kind=make.shift(), counts=counts, version=0, actor=SYSTEM,
            now=acting.now,
        )  # fmt: skip

    def found() -> RosterRun:
        return ended(make, make.drafted())

    post: dict[str, Any] = {"subject": "duty_post"}
    said: dict[str, Any] = {"subject": SUBJECT}
    yield Once(
        subject="shift_kind", verb="change_shift_kind", row=make.shift, path=page("rosters:change_shift"),
        fields=renamed, who=HR,
    )  # fmt: skip
    yield Once(
        verb="keep_weekly_need", row=weekly,
        path=lambda row: reverse("rosters:weekly", args=[row.duty_post_id, row.shift_kind_id]),
        fields=lambda row: {"version": row.version, **dict.fromkeys(DAYS, 2)}, who=HR, **post,
    )  # fmt: skip
    yield Once(
        verb="change_dated_need", row=make.need, path=page("rosters:change_dated"),
        fields=lambda row: {"version": row.version, "count": 2}, who=HR, **post,
    )  # fmt: skip
    yield Once(
        verb="remove_dated_need", row=make.need, path=page("rosters:remove_dated"), fields=nothing, who=HR, **post
    )
    yield Once(verb="publish_roster", row=make.drafted, path=page("rosters:publish"), fields=version, who=HEAD, **said)
    yield Once(
        verb="withdraw_roster", row=make.drafted, path=page("rosters:withdraw"), fields=version, who=HEAD, **said
    )
    yield Once(
        verb="take_over_roster", row=found, path=page("rosters:take_over"),
        fields=lambda row: {"version": row.roster.version}, who=HEAD, **said,
    )  # fmt: skip


def ended(make: Maker, roster: Roster) -> RosterRun:
    """A search that has found what is there: nobody is needed, nobody is planned."""
    run = make.run(roster)
    run.state, run.started_at, run.ended_at = RunState.ENDED, make.now, make.now
    run.roster_version, run.problem_digest, run.proposal = roster.version, build(roster, make.now).digest, []
    run.save()
    return run


DRILLED = Drilled(once=once)
