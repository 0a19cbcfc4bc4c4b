"""Four weeks of the desk in three shifts: needed, searched for, published, and acknowledged by some."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from jujiao.company.duty.demo import attend, opens_at
from jujiao.company.duty.models import Duty, DutyPost, DutyPostKind, DutyState
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import CredentialKind, DepartmentKind, Employee
from jujiao.company.staff.operations import NewCredential, NewPost, hire, record_credential, verify_credential
from jujiao.company.staff.queries import today
from jujiao.demo.scene import Scene
from jujiao.kernel.record.access import Role, Viewer
from jujiao.people.rosters.demo.swaps import swap_stories
from jujiao.people.rosters.models import Roster, RosterRun, ShiftColour
from jujiao.people.rosters.operations import (
    ShiftFacts,
    acknowledge,
    ask,
    create_shift_kind,
    keep_weekly_need,
    open_roster,
    publish,
    take_over,
)
from jujiao.people.rosters.operations.searching import begin, end
from jujiao.people.rosters.queries import duties_of, wanted_by
from jujiao.people.rosters.solving.running import search
from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.people.duty import rest_until

DAYS: Final = 28
SHIFTS: Final = (
    ShiftFacts("早班", time(7), 480, ShiftColour.AZURE),
    ShiftFacts("中班", time(15), 480, ShiftColour.ORANGE),
    ShiftFacts("夜班", time(23), 480, ShiftColour.PURPLE),
)
RELIEF: Final = (("0101", "沈月"), ("0102", "林倩"))
"""Two more clerks: three cannot be there round the clock by law."""
SEED, SECONDS = 1, 30
HEAD, FIRST, ADMINISTRATION, MANAGER = "guojing", "wangfang", "xuli", "hanming"
"""By name: chance is for the other stories, which are to be as they were."""
HAVE_SEEN: Final = (HEAD, FIRST, "liuting")


def tell(scene: Scene) -> str:
    """Plans it for shortly after the posts are written down."""
    plan, opened = scene.clockwork.plan, opens_at(scene)
    plan(scene.start + timedelta(minutes=3), partial(_hire, scene))
    plan(opened + timedelta(minutes=5), partial(_say_needs, scene))
    plan(opened + timedelta(minutes=30), partial(_make, scene))
    return f"a roster of {DAYS} days"


def _hire(scene: Scene, now: datetime) -> None:
    """The relief clerks, inducted as everybody is."""
    administration, manager = (scene.viewers[name] for name in (ADMINISTRATION, MANAGER))
    department = scene.departments[DepartmentKind.CUSTOMER_SERVICE]
    post = NewPost(Role.CLERK, "前台客服", today(now), scene.estate, department)
    induction = NewCredential(CredentialKind.INDUCTION, today(now))
    for number, name in RELIEF:
        employee = hire(
            company=scene.estate.company, number=number, name=name, joined_on=today(now), posts=[post],
            actor=administration, now=now,
        )  # fmt: skip
        row = record_credential(employee=employee, facts=induction, actor=administration, now=now)
        verify_credential(credential=row, version=None, actor=manager, now=now)


def _say_needs(scene: Scene, now: datetime) -> None:
    administration = scene.viewers[ADMINISTRATION]
    for facts in SHIFTS:
        kind = create_shift_kind(estate=scene.estate, facts=facts, actor=administration, now=now)
        for post in DutyPost.objects.filter(estate=scene.estate, kind=DutyPostKind.DESK):
            keep_weekly_need(duty_post=post, shift_kind=kind, counts=[1] * 7, version=0, actor=administration, now=now)


def _make(scene: Scene, now: datetime) -> None:
    """The head has it searched for and publishes it. The first clerk has the shift in which the scene ends."""
    head = scene.viewers[HEAD]
    first = today(now) + ONE_DAY
    posts = [DutyPost.objects.get(estate=scene.estate, kind=DutyPostKind.DESK)]
    roster = open_roster(posts=posts, first=first, last=_last(first), actor=head, now=now)
    _fix(scene, roster)
    run = ask(roster_id=roster.pk, seed=SEED, seconds=SECONDS, version=roster.version, actor=head, now=now)
    if not _search(run, now):
        return
    take_over(run_id=run.pk, version=roster.version, actor=head, now=now)
    publish(roster_id=roster.pk, version=roster.version + 1, actor=head, now=now)
    swap_stories(scene, roster)
    for employee, duties in _by_person(roster):
        viewer = viewer_of(employee.user, now)
        for duty in duties:
            attend(scene, duty, viewer)
        if employee.user.username in HAVE_SEEN:
            scene.clockwork.plan(now + timedelta(hours=2), partial(_acknowledge, roster.pk, viewer))


def _acknowledge(roster_id: int, viewer: Viewer, now: datetime) -> None:
    acknowledge(roster_id=roster_id, told_at=None, actor=viewer, now=now)


def _search(run: RosterRun, now: datetime) -> bool:
    """What the worker does, at the time of the scene; whether it has found a roster."""
    begun = begin(run_id=run.pk, now=now)
    if begun is None:
        return False
    problem = begun[1].problem
    found = search(problem, seed=SEED, seconds=SECONDS, hear=lambda _found: None)
    end(run_id=run.pk, problem=problem, found=found, now=now)
    return found.assignments is not None


def _last(first: date) -> date:
    return first + (DAYS - 1) * ONE_DAY


def _fix(scene: Scene, roster: Roster) -> None:
    end = scene.clockwork.end
    employee = Employee.objects.get(user__username=FIRST)
    for wanted in wanted_by(roster):
        span = wanted.span
        if span.start <= end < span.end:
            Duty.objects.create(
                employee=employee, duty_post=wanted.duty_post, starts_at=span.start, ends_at=span.end,
                rest_until=rest_until(span.end), state=DutyState.DRAFT, fixed=True,
            )  # fmt: skip


def _by_person(roster: Roster) -> Iterator[tuple[Employee, list[Duty]]]:
    duties = list(duties_of(roster).select_related("employee__user", "duty_post__estate").order_by("starts_at"))
    for employee in dict.fromkeys(duty.employee for duty in duties):
        yield employee, [duty for duty in duties if duty.employee_id == employee.pk]
