"""The most that one person could do of some needs: bounds from above that cost no search."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import combinations

from jujiao.rules.people.duty import REST, Span, by_night, days_of
from jujiao.rules.people.rostering.hours import Terms, month_hours, normal_minutes, start_day, week_days
from jujiao.rules.people.rostering.problem import NeedKey, Person, Problem


def open_to(person: Person, problem: Problem) -> frozenset[NeedKey]:
    """The needs that somebody may do and that break no rule by themselves: no leave, no bar of nights, rest enough to
    the duties outside the roster."""
    return frozenset(need for need in person.may if _open(problem.needs[need].span, person))


def most_of_week(person: Person, monday: date, needs: Mapping[NeedKey, Span]) -> int:
    """劳动法 38: at most so many of the needs somebody does that begin in a week, and rests for a day of it."""
    worked = {day for duty in person.before for day in days_of(duty)}
    days = week_days(monday)
    rests: list[date | None] = [day for day in days if day not in worked]
    starting = {day: [span for span in needs.values() if start_day(span) == day] for day in days}
    return max(
        sum(most_of_day([span for span in spans if rest not in set(days_of(span))]) for spans in starting.values())
        for rest in rests or [None]
    )


def most_of_day(spans: Collection[Span]) -> int:
    """At most so many of the duties that begin on one day somebody does: two where the rest fits between them."""
    pairs = combinations(sorted(spans, key=lambda span: span.start), 2)
    return 2 if any(one.end + REST <= other.start for one, other in pairs) else min(1, len(spans))


def left_of_month(terms: Terms, month: date, days: Collection[date], person: Person, *, overtime: bool) -> int:
    """劳动法 41: at most so many minutes somebody may still work on the roster's `days` of a calendar month, with or
    without overtime. Public holidays among them are paid apart, and take of the overtime where that counts them."""
    normal = normal_minutes(days, terms.working_days)
    if not overtime:
        return normal
    done = month_hours(month, person.before, terms).overtime
    return normal + max(0, terms.overtime_minutes - done)


def _open(span: Span, person: Person) -> bool:
    if any(span.within(leave.start, leave.end) for leave in person.away):
        return False
    if by_night(span) and not person.no_night.isdisjoint(days_of(span)):
        return False
    return not any(span.start < other.end + REST and other.start < span.end + REST for other in person.before)
