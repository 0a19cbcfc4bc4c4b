"""What a roster has to satisfy, as the rules take it: read from rows in one go."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q

from jujiao.company.duty.hours import first_and_last
from jujiao.company.duty.models import Duty, DutyBarKind, DutyPost
from jujiao.company.duty.permissions import covers
from jujiao.company.staff.eligibility import Eligibility
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.queries import in_service
from jujiao.people.rosters.models import Roster
from jujiao.people.rosters.queries import posts_of, wanted_by
from jujiao.people.rosters.standing import Kept, measure_of
from jujiao.people.rosters.wishes import weights_of
from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.problem import Need, NeedKey, Person, Problem


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
    measure = measure_of(roster, now)
    people, may = _people(posts, needs, roster)
    kept = Kept(roster, people, needs)
    wishes = weights_of(roster, needs)
    problem = Problem(
        first=roster.first,
        last=roster.last,
        needs=kept.needs,
        people=tuple(_person(pk, kept, may[pk], wishes.get(pk, {})) for pk in people),
        working_days=measure.working_days,
        holidays=measure.holidays,
        overtime_minutes=measure.overtime_minutes,
        holidays_count=measure.holidays_count,
    )
    return Built(problem, people, {post.pk: post for post in posts})


def unable_in(roster: Roster, duties: Iterable[Duty]) -> list[Duty]:
    """Those of some duties of a roster whose people may not do them by now: they hold no post there on its days, or do
    not meet its demands."""
    held = list(duties)
    needs = tuple(dict.fromkeys(Need(each.duty_post_id, Span(each.starts_at, each.ends_at)) for each in held))
    _all, may = _people(posts_of(roster), needs, roster)
    able = {(pk, needs[key]) for pk, keys in may.items() for key in keys}
    return [
        each for each in held
        if (each.employee_id, Need(each.duty_post_id, Span(each.starts_at, each.ends_at))) not in able
    ]  # fmt: skip


def _people(
    posts: Sequence[DutyPost], needs: Sequence[Need], roster: Roster
) -> tuple[Mapping[int, Employee], Mapping[int, frozenset[NeedKey]]]:
    """Everybody who may cover one of the posts on a day of the roster, by name, and which needs each of them may."""
    by_stretch = _covering(posts, roster)
    ids = {pk for _, pks in by_stretch for pk in pks}
    people = {each.pk: each for each in Employee.objects.filter(pk__in=ids).order_by("pinyin", "pk")}
    eligibility = Eligibility(people.values())
    held = {post.pk: post for post in posts}
    answered: dict[tuple[int, int, date, date], bool] = {}

    def meets(pk: int, need: Need) -> bool:
        first, last = first_and_last(need.span)
        key = pk, need.post_id, first, last
        if key not in answered:
            there = all(pk in _on(by_stretch, need.post_id, day) for day in (first, last))
            asked = held[need.post_id].post
            answered[key] = there and not eligibility.unmet(asked, people[pk], (first, last))
        return answered[key]

    return people, {pk: frozenset(key for key, need in enumerate(needs) if meets(pk, need)) for pk in people}


type Stretches = list[tuple[tuple[int, date, date], frozenset[int]]]
"""Who may cover a post (its id) from the first to the last day of a stretch in which that does not change."""


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
    return next(
        (pks for (post, first, last), pks in by_stretch if post == post_id and first <= day <= last), frozenset()
    )


def _person(pk: int, kept: Kept, may: frozenset[NeedKey], wishes: Mapping[NeedKey, int]) -> Person:
    return Person(
        id=pk,
        may=may,
        before=tuple(kept.before[pk]),
        away=tuple(kept.away[pk]),
        no_night=kept.barred(pk, DutyBarKind.NO_NIGHT),
        no_overtime=kept.barred(pk, DutyBarKind.NO_OVERTIME),
        fixed=frozenset(kept.fixed[pk]),
        wishes=wishes,
    )


def _plain(person: Person) -> list[object]:
    spans = [[[span.start, span.end] for span in spans] for spans in (person.before, person.away)]
    sets = [sorted(each) for each in (person.may, person.no_night, person.no_overtime, person.fixed)]
    return [person.id, *spans, *sets, sorted(person.wishes.items())]


def _iso(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
