"""What a roster is measured by: the calendar, the figures in force, and what stands already for its people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.models import TAKING_TIME, Attendance, Duty, DutyBar, DutyBarKind, DutyState, Leave
from jujiao.company.rulebook.queries import SHIPPED_BY_KEY, figures, version_in_force
from jujiao.people.rosters.models import Roster
from jujiao.people.rosters.queries import duties_of, duties_outside
from jujiao.rules.clocks import ONE_DAY, Reason
from jujiao.rules.figure import Figure, Figures
from jujiao.rules.people.duty import Span
from jujiao.rules.people.public_holidays import public_holidays
from jujiao.rules.people.rostering.hours import (
    MINUTE,
    Terms,
    days_between,
    first_of,
    midnight,
    monday_of,
    mondays_between,
    month_days,
    months_between,
)
from jujiao.rules.people.rostering.problem import Need, NeedKey

OVERTIME: Final = "roster.overtime"
HOLIDAYS_COUNT: Final = "roster.holidays_count"
"""Figures of the rulebook: the most overtime of a calendar month; whether work on public holidays counts into it."""
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
    months = [day for month in months_between(roster.first, roster.last) for day in month_days(month)]
    limits = figures(version_in_force(roster.estate.company_id, now).pk, roster.estate_id)
    return Measure(*_days(months), _figure(limits, OVERTIME).span // MINUTE, _figure(limits, HOLIDAYS_COUNT).value != 0)


def _figure(limits: Figures, key: str) -> Figure:
    """The figure in force; the one of the law as shipped where the version is older than rosters are."""
    return limits[key] if key in limits else SHIPPED_BY_KEY[key]


def _days(days: Iterable[date]) -> tuple[frozenset[date], frozenset[date]]:
    """The working days and the public holidays among some days. In a year that nobody has published, Monday to Friday
    work; in one whose public holidays are not known here, every day off of the calendar is taken for one."""
    calendar = LoadedCalendar()
    working, holidays = set(), set()
    for day in days:
        public = public_holidays(day.year)
        known = calendar.day(day)
        off = public is not None and day in public
        if off or (public is None and known is not None and known.reason is Reason.HOLIDAY):
            holidays.add(day)
        if known.works if known is not None else not off and day.weekday() < 5:
            working.add(day)
    return frozenset(working), frozenset(holidays)


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
