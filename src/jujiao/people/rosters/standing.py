"""What a roster is measured by: the calendar, the figures in force, and what stands already for its people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from jujiao.company.duty.hours import month_terms
from jujiao.company.duty.models import TAKING_TIME, Attendance, Duty, DutyBar, DutyBarKind, DutyState, Leave
from jujiao.company.rulebook.queries import version_in_force
from jujiao.people.rosters.models import Roster
from jujiao.people.rosters.queries import duties_of, duties_outside
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.hours import (
    Terms,
    days_between,
    first_of,
    monday_of,
    mondays_between,
    month_days,
    months_between,
)
from jujiao.rules.people.rostering.problem import Need, NeedKey

STAYS: Final = Q(fixed=True) | Q(state=DutyState.PLANNED)
"""The duties of a draft roster that a search leaves as they are: those fixed, and those that were planned before it."""


@dataclass(frozen=True)
class Measure:
    """The working days and the public holidays of every month that a roster touches, and the figures in force."""

    working_days: frozenset[date]
    holidays: frozenset[date]
    overtime_minutes: int
    holidays_count: bool


def measure_of(roster: Roster, now: datetime) -> Measure:
    """UnableToFindRules where the company has no rulebook yet."""
    version_in_force(roster.estate.company_id, now)
    terms = month_terms(roster.estate, months_between(roster.first, roster.last), now)
    return Measure(terms.working_days, terms.holidays, terms.overtime_minutes, terms.holidays_count)


class Kept:
    """What stands already for some people, by their ids: the duties of the roster that stay (unless `inside` is
    off), those outside of it, leave, and bars."""

    def __init__(
        self, roster: Roster, people: Collection[int], needs: Sequence[Need] = (), *, inside: bool = True
    ) -> None:
        first = min(first_of(roster.first), monday_of(roster.first) - ONE_DAY)
        last = max(month_days(roster.last)[-1], mondays_between(roster.first, roster.last)[-1] + timedelta(days=7))
        self.start, self.end = midnight(first), midnight(last + ONE_DAY)
        self.days = days_between(first, last)
        near = Q(employee__in=people, starts_at__lt=self.end, ends_at__gt=self.start)
        self.before: dict[int, list[Span]] = defaultdict(list)
        for duty in Duty.objects.filter(near, duties_outside(roster), state__in=TAKING_TIME).order_by("starts_at"):
            self.before[duty.employee_id].append(Span(duty.starts_at, duty.ends_at))
        self._unplanned(people)
        self.fixed: dict[int, set[NeedKey]] = defaultdict(set)
        self.needs = self._fix(roster, people, needs) if inside else ()
        for spans in self.before.values():
            spans.sort(key=lambda span: (span.start, span.end))
        self.away: dict[int, list[Span]] = defaultdict(list)
        for leave in Leave.objects.filter(near).order_by("starts_at"):
            self.away[leave.employee_id].append(Span(leave.starts_at, leave.ends_at))
        self.bars: dict[tuple[int, str], list[DutyBar]] = defaultdict(list)
        open_end = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        for bar in DutyBar.objects.filter(open_end, employee__in=people, starts_on__lte=last):
            self.bars[bar.employee_id, bar.kind].append(bar)

    def _unplanned(self, people: Collection[int]) -> None:
        """What somebody worked without a duty; of what was planned, the plan counts."""
        there = Attendance.objects.filter(employee__in=people, duty=None, signed_on_at__lt=self.end)
        for one in there.filter(signed_off_at__gt=self.start).order_by("signed_on_at"):
            if one.signed_off_at is not None and one.signed_off_at > one.signed_on_at:
                self.before[one.employee_id].append(Span(one.signed_on_at, one.signed_off_at))

    def _fix(self, roster: Roster, people: Collection[int], needs: Sequence[Need]) -> tuple[Need, ...]:
        """Gives duties that stay to their needs; one that is no need's only takes its time. Where more stay than a need
        asks for, it asks for them all."""
        by_time = {(need.post_id, need.span): key for key, need in enumerate(needs)}
        staying: dict[NeedKey, int] = defaultdict(int)
        for duty in duties_of(roster).filter(STAYS).order_by("starts_at", "pk"):
            key = by_time.get((duty.duty_post_id, Span(duty.starts_at, duty.ends_at)))
            if key is not None and duty.employee_id in people:
                self.fixed[duty.employee_id].add(key)
                staying[key] += 1
            else:
                self.before[duty.employee_id].append(Span(duty.starts_at, duty.ends_at))
        return tuple(
            need if staying[key] <= need.count else Need(need.post_id, need.span, staying[key])
            for key, need in enumerate(needs)
        )

    def terms(self, roster: Roster, measure: Measure, pk: int) -> Terms:
        """What one person's duties are measured by."""
        return Terms(
            roster.first, roster.last, measure.working_days, measure.holidays, measure.overtime_minutes,
            measure.holidays_count, tuple(self.away[pk]), self.barred(pk, DutyBarKind.NO_NIGHT),
            self.barred(pk, DutyBarKind.NO_OVERTIME),
        )  # fmt: skip

    def barred(self, pk: int, kind: DutyBarKind) -> frozenset[date]:
        bars = self.bars[pk, kind.value]
        return frozenset(
            day for day in self.days for bar in bars
            if bar.starts_on <= day and (bar.ends_on is None or day <= bar.ends_on)
        )  # fmt: skip
