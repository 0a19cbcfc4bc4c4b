"""What the drills ask of rosters."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.duty.models import DutyState
from jujiao.company.staff.models import Department, DepartmentKind, Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM
from jujiao.people.rosters.building import build
from jujiao.people.rosters.cells import token
from jujiao.people.rosters.forms import DAYS
from jujiao.people.rosters.models import Roster, RosterRun, RunState, ShiftKind, Swap, WeeklyNeed
from jujiao.people.rosters.operations import keep_weekly_need
from jujiao.people.rosters.operations.frame import SUBJECT
from jujiao.people.rosters.operations.swap_frame import SWAP
from jujiao.people.rosters.operations.telling import ASKED_LEAVE
from jujiao.people.rosters.proof.asked_rows import AskedMaker
from jujiao.people.rosters.proof.rows import Maker
from jujiao.people.rosters.queries import duties_of
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
    yield from asked_once(AskedMaker(make), acting)


def asked_once(make: AskedMaker, acting: Acting) -> Iterator[Once]:
    """The steps of swaps and of leave that is asked for, and changes of a cell."""
    engineer = Employee.objects.get(user=acting.viewer("engineer").user_id)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(f"rosters:{name}", args=[row.pk])

    def fields(_row: Any) -> dict[str, Any]:
        return {"refusal": "人手不够"}

    def accepted() -> Swap:
        return make.swap(other=freed(engineer), state="accepted")

    own: dict[str, Any] = {"who": ("engineer",) * 4, "fields": fields}
    decided: dict[str, Any] = {"who": HEAD, "fields": fields}
    for verb, name in (("accept_swap", "accept"), ("decline_swap", "decline")):
        yield Once(subject=SWAP, verb=verb, row=lambda: make.swap(other=engineer), path=page(name), **own)
    for verb, name in (("approve_swap", "approve"), ("refuse_swap", "refuse")):
        yield Once(subject=SWAP, verb=verb, row=accepted, path=page(name), **decided)
    for verb in ("grant_leave", "refuse_leave"):
        yield Once(subject=ASKED_LEAVE, verb=verb, row=make.leave, path=page(verb), **decided)
    yield Once(
        subject=ASKED_LEAVE, verb="withdraw_leave", row=lambda: make.leave(freed(engineer)),
        path=page("withdraw_leave"), **own,
    )  # fmt: skip
    yield Once(
        subject=SWAP, verb="withdraw_swap", row=lambda: make.swap(asker=freed(engineer)), path=page("withdraw_swap"),
        **own,
    )  # fmt: skip
    draft: dict[str, Any] = {"subject": SUBJECT, "verb": "edit_roster", "row": make.make.drafted, "who": HEAD}
    yield Once(path=page("edit"), fields=taken_out, **draft)
    yield Once(
        path=lambda row: reverse("rosters:cell", args=[row.pk, duties_of(row).get().employee_id, 1]),
        fields=lambda row: {"seen": token(duties_of(row)), "duty_post": row.posts.get().pk, "fixed": "on"}, **draft,
    )  # fmt: skip


def freed(employee: Employee) -> Employee:
    """The employee, with nothing planned and nothing asked for any more."""
    employee.duties.filter(state=DutyState.PLANNED).update(state=DutyState.CANCELLED)
    return employee


def taken_out(roster: Roster) -> dict[str, Any]:
    """What takes the only duty of a draft out of it."""
    duty = duties_of(roster).get()
    day = today(duty.starts_at).isoformat()
    return {"do": "take", "employee": duty.employee_id, "day": day, "seen": token([duty])}


def ended(make: Maker, roster: Roster) -> RosterRun:
    """A search that has found what is there: nobody is needed, nobody is planned."""
    run = make.run(roster)
    run.state, run.started_at, run.ended_at = RunState.ENDED, make.now, make.now
    run.roster_version, run.problem_digest, run.proposal = roster.version, build(roster, make.now).digest, []
    run.save()
    return run


DRILLED = Drilled(once=once)
