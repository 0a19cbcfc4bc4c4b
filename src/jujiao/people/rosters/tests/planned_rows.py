"""A roster of the cast's engineers for one week, with two kinds of shifts and what is needed of them."""

from datetime import date, datetime, time
from typing import Any

from jujiao.company.duty.models import Duty, DutyPost, DutyPostKind
from jujiao.company.duty.operations import DutyPostFacts, create_duty_post, plan
from jujiao.people.rosters.models import Roster, RosterPost, ShiftKind, WeeklyNeed
from jujiao.testing.cast import NOW, SHANGHAI, Cast, Member

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 22)
"""Two whole weeks from Monday; the cast's moment is Wednesday of the first."""


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


class Rows:
    """The rows, and short ways to change them."""

    def __init__(self, cast: Cast, *, published: bool = True) -> None:
        self.cast = cast
        facts = DutyPostFacts("维修待命", DutyPostKind.REPAIR)
        self.post: DutyPost = create_duty_post(
            department=cast.engineering, facts=facts, actor=cast.manager.viewer, now=NOW
        )
        self.early = self._kind("早班", 8)
        self.night = self._kind("夜班", 22)
        WeeklyNeed.objects.create(duty_post=self.post, shift_kind=self.early, counts=[1] * 7)
        state: dict[str, Any] = {"state": "published", "published_at": NOW} if published else {}
        self.roster = Roster.objects.create(estate=cast.estate, first=FIRST, last=LAST, **state)
        RosterPost.objects.create(roster=self.roster, duty_post=self.post, first=FIRST, last=LAST)

    def _kind(self, name: str, hour: int) -> ShiftKind:
        return ShiftKind.objects.create(estate=self.cast.estate, name=name, starts=time(hour), minutes=480)

    def duty(self, who: Member, day: date, kind: ShiftKind | None = None) -> Duty:
        """One that was planned by the head."""
        span = (kind or self.early).on(day)
        return plan(
            employee=who.employee, duty_post=self.post, starts_at=span.start, ends_at=span.end,
            actor=self.cast.head_of_engineering.viewer, now=NOW,
        )  # fmt: skip
