"""What a roster has to satisfy, as the rules take it: read from rows in one go."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.models import TAKING_TIME, Attendance, Duty, DutyBar, DutyBarKind, DutyPost, Leave
from jujiao.company.duty.permissions import covers
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.company.staff.eligibility import Eligibility
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.queries import in_service, today
from jujiao.people.rosters.models import Roster
from jujiao.people.rosters.queries import duties_of, duties_outside, posts_of, wanted_by
from jujiao.people.rosters.wishes import weights_of
from jujiao.rules.clocks import Reason
from jujiao.rules.people.duty import Span
from jujiao.rules.people.public_holidays import public_holidays
from jujiao.rules.people.rostering.hours import (
    days_between,
    first_of,
    midnight,
    monday_of,
    mondays_between,
    month_days,
    months_between,
)
from jujiao.rules.people.rostering.problem import Need, NeedKey, Person, Problem

ONE_DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
OVERTIME: Final = "roster.overtime"
HOLIDAYS_COUNT: Final = "roster.holidays_count"
"""Figures of the rulebook: the most overtime of a calendar month, and whether work on public holidays counts into it."""


@dataclass(frozen=True)
class Built:
    """A roster's problem, with the people in it and its posts, by their ids."""

    problem: Problem
    people: Mapping[int, Employee]
    posts: Mapping[int, DutyPost]

    @property
    def digest(self) -> str:
        """Sha-256, hex, over all that a search reads: another one where anything of it has changed."""
        problem = self.problem
        content = [
            [problem.first, problem.last, problem.overtime_minutes, problem.holidays_count],
            [[need.post_id, need.span.start, need.span.end, need.count] for need in problem.needs],
            [_plain(person) for person in problem.people],
            sorted(problem.working_days),
            sorted(problem.holidays),
        ]
        return hashlib.sha256(json.dumps(content, default=_iso).encode()).hexdigest()


def build(roster: Roster, now: datetime) -> Built:
    """The problem of a roster as of now. UnableToFindRules where the company has no rulebook yet."""
    posts = posts_of(roster)
    needs = tuple(each.need for each in wanted_by(roster))
    months = [day for month in months_between(roster.first, roster.last) for day in month_days(month)]
    working, holidays = _days(months)
    limits = figures(version_in_force(roster.estate.company_id, now).pk, roster.estate_id)
    people, may = _people(posts, needs, roster)
    kept = _Kept(roster, people, needs)
    wishes = weights_of(roster, needs)
    problem = Problem(
        first=roster.first,
        last=roster.last,
        needs=kept.needs,
        people=tuple(kept.person(pk, may[pk], wishes.get(pk, {})) for pk in people),
        working_days=working,
        holidays=holidays,
        overtime_minutes=int(limits.span(OVERTIME) / timedelta(minutes=1)),
        holidays_count=limits.is_on(HOLIDAYS_COUNT),
    )
    return Built(problem, people, {post.pk: post for post in posts})


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


def _people(
    posts: Sequence[DutyPost], needs: Sequence[Need], roster: Roster
) -> tuple[Mapping[int, Employee], Mapping[int, frozenset[NeedKey]]]:
    """Everybody who may cover one of the posts on a day of the roster, in the order of their names, and what each may."""
    by_stretch = _covering(posts, roster)
    ids = {pk for _, pks in by_stretch for pk in pks}
    people = {each.pk: each for each in Employee.objects.filter(pk__in=ids).order_by("pinyin", "pk")}
    eligibility = Eligibility(people.values())
    held = {post.pk: post for post in posts}
    answered: dict[tuple[int, int, date, date], bool] = {}

    def meets(pk: int, need: Need) -> bool:
        first, last = today(need.span.start), today(need.span.end - INSTANT)
        key = pk, need.post_id, first, last
        if key not in answered:
            there = all(pk in _on(by_stretch, need.post_id, day) for day in (first, last))
            asked = held[need.post_id].post
            answered[key] = there and not eligibility.unmet(asked, people[pk], (first, last))
        return answered[key]

    return people, {pk: frozenset(key for key, need in enumerate(needs) if meets(pk, need)) for pk in people}


type Stretches = list[tuple[tuple[int, date, date], frozenset[int]]]
"""From the id of a post and the first and the last day of a stretch, in which nothing changes, to those who may cover."""


def _covering(posts: Sequence[DutyPost], roster: Roster) -> Stretches:
    """Who may cover each post, asked once for each stretch of days in which nobody comes or goes."""
    last = roster.last + ONE_DAY
    firsts = sorted({roster.first, *(day for day in _turns(roster) if roster.first < day <= last)})
    ends = [*(day - ONE_DAY for day in firsts[1:]), last]
    return [
        ((post.pk, first, end), frozenset(in_service(first).filter(covers(post, first)).values_list("pk", flat=True)))
        for post in posts
        for first, end in zip(firsts, ends, strict=True)
    ]


def _turns(roster: Roster) -> Iterator[date]:
    """The days on which somebody of the company begins to hold a post, or holds it no more."""
    days = roster.first, roster.last + ONE_DAY
    company = roster.estate.company_id
    held = Assignment.objects.filter(Q(starts_on__range=days) | Q(ends_on__range=days), employee__company=company)
    for starts_on, ends_on in held.values_list("starts_on", "ends_on"):
        yield starts_on
        if ends_on is not None:
            yield ends_on + ONE_DAY
    for left_on in Employee.objects.filter(company=company, left_on__range=days).values_list("left_on", flat=True):
        if left_on is not None:
            yield left_on + ONE_DAY


def _on(by_stretch: Stretches, post_id: int, day: date) -> frozenset[int]:
    return next((pks for (post, first, last), pks in by_stretch if post == post_id and first <= day <= last), frozenset())


class _Kept:
    """What stands already: duties inside the roster that stay and those outside it, leave, and bars."""

    def __init__(self, roster: Roster, people: Collection[int], needs: Sequence[Need]) -> None:
        first = min(first_of(roster.first), monday_of(roster.first) - ONE_DAY)
        last = max(month_days(roster.last)[-1], mondays_between(roster.first, roster.last)[-1] + timedelta(days=7))
        self.start, self.end = midnight(first), midnight(last + ONE_DAY)
        self.days = days_between(first, last)
        near = Q(employee__in=people, starts_at__lt=self.end, ends_at__gt=self.start)
        self.before = defaultdict(list)
        for duty in Duty.objects.filter(near, duties_outside(roster), state__in=TAKING_TIME).order_by("starts_at"):
            self.before[duty.employee_id].append(Span(duty.starts_at, duty.ends_at))
        self._unplanned(people)
        self.fixed = defaultdict(set)
        self.needs = self._fix(roster, people, needs)
        self.away = defaultdict(list)
        for leave in Leave.objects.filter(near).order_by("starts_at"):
            self.away[leave.employee_id].append(Span(leave.starts_at, leave.ends_at))
        self.bars = defaultdict(list)
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

    def person(self, pk: int, may: frozenset[NeedKey], wishes: Mapping[NeedKey, int]) -> Person:
        return Person(
            id=pk,
            may=may,
            before=tuple(sorted(self.before[pk], key=lambda span: (span.start, span.end))),
            away=tuple(self.away[pk]),
            no_night=self._barred(pk, DutyBarKind.NO_NIGHT),
            no_overtime=self._barred(pk, DutyBarKind.NO_OVERTIME),
            fixed=frozenset(self.fixed[pk]),
            wishes=wishes,
        )

    def _barred(self, pk: int, kind: DutyBarKind) -> frozenset[date]:
        bars = self.bars[pk, kind.value]
        return frozenset(
            day for day in self.days for bar in bars
            if bar.starts_on <= day and (bar.ends_on is None or day <= bar.ends_on)
        )  # fmt: skip


STAYS: Final = Q(fixed=True) | Q(state="planned")
"""The duties of a draft roster that a search leaves as they are: those fixed, and those that were planned before it."""


def _plain(person: Person) -> list[object]:
    spans = [[[span.start, span.end] for span in spans] for spans in (person.before, person.away)]
    sets = [sorted(each) for each in (person.may, person.no_night, person.no_overtime, person.fixed)]
    return [person.id, *spans, *sets, sorted(person.wishes.items())]


def _iso(value: object) -> str:
    return value.astimezone().isoformat() if isinstance(value, datetime) else str(value)
