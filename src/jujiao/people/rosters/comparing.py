"""A roster by person: who has how many duties, hours, nights and weekends, and what of it breaks the law."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from jujiao.company.duty.models import Duty
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.models import Roster, Scheme
from jujiao.people.rosters.queries import duties_of
from jujiao.people.rosters.sentences import kept, said_all
from jujiao.people.rosters.standing import Kept, Measure, measure_of
from jujiao.rules.people.duty import Span, by_night
from jujiao.rules.people.rostering.breaches import Breach, breaches, hours
from jujiao.rules.people.rostering.hours import (
    MINUTE,
    MonthHours,
    Terms,
    days_between,
    minutes_by_day,
    month_hours,
    months_between,
    normal_minutes,
    start_day,
)
from jujiao.rules.people.rostering.law import Rule

SATURDAY = 5


@dataclass(frozen=True)
class Share:
    """What one person has of a roster; all times are in minutes. `overtime` is that of the calendar months that the
    roster touches, with what lies outside of it; `normal` what its working days come to; `breaches` are told against
    all that is known."""

    employee: Employee
    duties: int
    worked: int
    normal: int
    overtime: int
    on_holidays: int
    nights: int
    weekends: int
    breaches: Sequence[Breach]

    @property
    def hours(self) -> Mapping[str, str]:
        """The minutes as hours, for reading."""
        columns = ("worked", "normal", "overtime", "on_holidays")
        return {name: hours(getattr(self, name) * MINUTE) for name in columns}

    @property
    def says(self) -> list[SafeString]:
        """What breaks the law, in the reader's language."""
        return said_all([kept(each.message, each.params) for each in self.breaches])


def shares_of(roster: Roster, now: datetime) -> list[Share]:
    """By person, in the order of their names. UnableToFindRules where the company has no rulebook yet."""
    by_person = defaultdict(list)
    people: dict[int, Employee] = {}
    for duty in duties_of(roster).select_related("employee").order_by("employee__pinyin", "employee_id", "starts_at"):
        by_person[duty.employee_id].append(duty)
        people[duty.employee_id] = duty.employee
    measure = measure_of(roster, now)
    known = known_of(roster, by_person, measure)
    return [_share(roster, people[pk], duties, known[pk], measure) for pk, duties in by_person.items()]


@dataclass(frozen=True)
class Known:
    """The duties of somebody that lie outside of a roster, as far as they bear on it, and what all are measured by."""

    outside: tuple[Span, ...]
    terms: Terms


def known_of(roster: Roster, people: Collection[int], measure: Measure) -> Mapping[int, Known]:
    """By employee."""
    kept = Kept(roster, people, inside=False)
    return {pk: Known(tuple(kept.before[pk]), kept.terms(roster, measure, pk)) for pk in people}


def _share(roster: Roster, employee: Employee, duties: Sequence[Duty], known: Known, measure: Measure) -> Share:
    inside = [Span(duty.starts_at, duty.ends_at) for duty in duties]
    every = [*known.outside, *inside]
    months = [month_hours(month, every, known.terms) for month in months_between(roster.first, roster.last)]
    by_day = [part for span in inside for part in minutes_by_day(span)]
    return Share(
        employee=employee,
        duties=len(inside),
        worked=sum(minutes for _, minutes in by_day),
        normal=normal_minutes(days_between(roster.first, roster.last), measure.working_days),
        overtime=sum(_overtime(month, roster) for month in months),
        on_holidays=sum(minutes for day, minutes in by_day if day in measure.holidays),
        nights=sum(by_night(span) for span in inside),
        weekends=sum(start_day(span).weekday() >= SATURDAY for span in inside),
        breaches=broken(roster, every, known.terms),
    )


def _overtime(month: MonthHours, roster: Roster) -> int:
    return month.overtime if roster.scheme == Scheme.STANDARD else month.on_holidays


def broken(roster: Roster, duties: Sequence[Span], terms: Terms) -> list[Breach]:
    """What somebody's duties break. Where hours are averaged over an approved period, those of a single month may be
    more: what counts is the whole period."""
    found = breaches(duties, terms)
    return [each for each in found if roster.scheme == Scheme.STANDARD or each.rule is not Rule.OVERTIME]
