"""Shifts, needs and rosters, for the tests and drills of all apps."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jujiao.company.duty.models import Duty, DutyPost, DutyState
from jujiao.company.duty.proof.rows import Maker as DutyMaker
from jujiao.company.staff.models import Credential, Department, Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM
from jujiao.people.rosters import operations
from jujiao.people.rosters.models import DatedNeed, Roster, RosterRun, RosterState, RunState, ShiftKind
from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.people.duty import rest_until
from jujiao.testing.cast import NOW, Cast, Member

SECONDS = 30


@dataclass(frozen=True)
class Maker:
    """Makes what belongs to the rosters of one department at one moment."""

    department: Department
    now: datetime
    mark: str = ""

    @property
    def duties(self) -> DutyMaker:
        return DutyMaker(self.department, self.now, self.mark)

    @property
    def tomorrow(self) -> date:
        return today(self.now) + ONE_DAY

    def shift(self, starts: time = time(8), hours: int = 8) -> ShiftKind:
        """One more kind of shift."""
        name = self.mark or f"班 {ShiftKind.objects.count() + 1}"
        return ShiftKind.objects.create(
            estate=self.department.estate, name=name[:20], starts=starts, minutes=hours * 60
        )

    def need(self, post: DutyPost | None = None, count: int = 1) -> DatedNeed:
        """Of tomorrow."""
        return operations.add_dated_need(
            duty_post=post or self.duties.post(), shift_kind=self.shift(), day=self.tomorrow, count=count,
            actor=SYSTEM, now=self.now,
        )  # fmt: skip

    def roster(self, post: DutyPost | None = None, days: int = 7) -> Roster:
        """A draft for a post of its own, from tomorrow."""
        last = self.tomorrow + timedelta(days=days - 1)
        posts = [post or self.duties.post()]
        return operations.open_roster(posts=posts, first=self.tomorrow, last=last, actor=SYSTEM, now=self.now)

    def able(self) -> Employee:
        """One more who works there, and has passed the safety induction."""
        employee = self.duties.employee()
        since = employee.joined_on
        Credential.objects.create(
            employee=employee, kind="induction", starts_on=since, recorded_at=self.now, verified_at=self.now
        )
        return employee

    def drafted(self, employee: Employee | None = None) -> Roster:
        """A draft with a duty in it, of somebody who may do it."""
        roster = self.roster()
        self.draft(roster, employee or self.able())
        return roster

    def draft(self, roster: Roster, employee: Employee, *, day: int = 0, fixed: bool = False) -> Duty:
        """A draft duty in it, of eight hours from eight in the morning."""
        kind = ShiftKind(starts=time(8), minutes=8 * 60)
        span = kind.on(roster.first + day * ONE_DAY)
        return Duty.objects.create(
            employee=employee, duty_post=roster.posts.get(), starts_at=span.start, ends_at=span.end,
            rest_until=rest_until(span.end), state=DutyState.DRAFT, fixed=fixed,
        )  # fmt: skip

    def published(self, employee: Employee | None = None) -> Roster:
        """Published, so that whoever has the duty is told."""
        roster = self.drafted(employee)
        return operations.publish(roster_id=roster.pk, version=roster.version, actor=SYSTEM, now=self.now)

    def shown(self) -> Roster:
        """Published, without anybody in it."""
        roster = self.roster()
        roster.state, roster.published_at = RosterState.PUBLISHED, self.now
        roster.save()
        return roster

    def run(self, roster: Roster | None = None) -> RosterRun:
        """A search that waits for the worker."""
        roster = roster or self.roster()
        return operations.ask(
            roster_id=roster.pk, seed=1, seconds=SECONDS, version=roster.version, actor=SYSTEM, now=self.now
        )

    def going(self) -> RosterRun:
        """A search that goes on."""
        run = self.run()
        run.state, run.started_at, run.heard_at = RunState.RUNNING, self.now, self.now
        run.save()
        return run


def maker(cast: Cast) -> Maker:
    """Of the cast's own engineers."""
    return Maker(cast.engineering, NOW)


def a_roster(cast: Cast, member: Member) -> Roster:
    """One more, published, that the member sees where their role lets them: of their own department, else of the
    engineers."""
    post = member.works_as.assignments.earliest("pk") if member.works_as else None
    return Maker((post and post.department) or cast.engineering, NOW).shown()
