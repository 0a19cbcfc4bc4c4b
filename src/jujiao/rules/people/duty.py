"""Duties (值班): the rest between them, what some people may not do, and who of those who hold a post is there.

Everything is counted between instants; no rule knows a shift by a name. Nights and days are those of Shanghai."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jujiao.rules.clocks import SHANGHAI, midnight
from jujiao.rules.errors import RuleBroken, gettext_noop

REST = timedelta(hours=11)
"""The rest (休息) between two duties: a figure of the house. The tables hold it, too: see `company.duty.models`."""
LONGEST = timedelta(hours=24)
"""No duty is planned for longer."""
FORGOTTEN = timedelta(hours=16)
"""A sign-on counts for so long: whoever forgot to sign off is not taken to be there for days."""
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
A_DAY, A_WEEK = timedelta(hours=8), timedelta(hours=40)
"""Normal hours (劳动法 36)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `start` until before `end`."""

    start: datetime
    end: datetime

    def within(self, start: datetime, end: datetime) -> timedelta:
        """How much of it lies between two instants."""
        return max(timedelta(0), min(self.end, end) - max(self.start, start))


@dataclass(frozen=True, slots=True)
class Standing:
    """How an employee stands to what they answer for, at one moment: signed on for it, planned for it, on leave."""

    employee_id: int
    signed_on: bool = False
    planned: bool = False
    on_leave: bool = False


def clause_3_1_1_there(
    holders: Iterable[Standing], deputies: Mapping[int, Standing], *, kept_from: Collection[int] = ()
) -> list[int]:
    """3.1.1: who of those who hold a post is there, by their ids: whoever has signed on; where nobody has, whoever is
    planned now; where nobody is, everybody who holds it. Whoever must not hear of it (`kept_from`) is not there for it.

    In the second and third case each who is absent gives way to the deputy (`deputies`, by who is absent), and whoever
    is on leave without one is left out. Nobody, where all are: the place above hears then. Whoever has signed on is
    there, whatever was planned."""
    held = list(holders)
    for among in ([one for one in held if one.signed_on], [one for one in held if one.planned], held):
        found = dict.fromkeys(in_place_of(one, deputies) for one in among)
        if there := [each for each in found if each is not None and each not in kept_from]:
            return there
    return []


def in_place_of(one: Standing, deputies: Mapping[int, Standing]) -> int | None:
    """Who acts for somebody: themselves where they have signed on or are not absent, else the deputy, or the deputy's
    deputy, never in a circle. None where that one is on leave."""
    seen: set[int] = set()
    while not one.signed_on and one.employee_id in deputies and one.employee_id not in seen:
        seen.add(one.employee_id)
        one = deputies[one.employee_id]
    return None if one.on_leave and not one.signed_on else one.employee_id


def rest_until(ends_at: datetime) -> datetime:
    """House figure (11 h): until when nobody is planned again whose duty ends at `ends_at`."""
    return ends_at + REST


def short_rest(before: datetime | None, start: datetime) -> timedelta | None:
    """House figure (11 h): how long the rest between the end `before` and a `start` was, where that is too short; None
    where it is long enough, or where nothing came before."""
    if before is None or start - before >= REST:
        return None
    return max(timedelta(0), start - before)


def by_night(duty: Span) -> bool:
    """女职工劳动保护特别规定 6, 9: whether any of a duty lies between 22:00 and 06:00."""
    return any(duty.within(*night) for night in _nights(duty))


def check_normal_hours(duty: Span, planned: Iterable[Span]) -> None:
    """女职工劳动保护特别规定 6, 9; 劳动法 36: RuleBroken where a duty is overtime: where, together with what is
    `planned` for the same person, it makes more than 8 hours of a local day, or more than 40 of a week from Monday."""
    spans = [duty, *planned]
    for day in days_of(duty):
        if _sum(spans, day, 1) > A_DAY:
            raise RuleBroken(
                "3.1.1", "overtime_of_a_day", gettext_noop("On %(day)s that would be more than 8 hours."), {"day": day}
            )
    for monday in dict.fromkeys(day - timedelta(days=day.weekday()) for day in days_of(duty)):
        if _sum(spans, monday, 7) > A_WEEK:
            raise RuleBroken(
                "3.1.1", "overtime_of_a_week",
                gettext_noop("In the week of %(day)s that would be more than 40 hours."), {"day": monday},
            )  # fmt: skip


def _sum(spans: Iterable[Span], first: date, days: int) -> timedelta:
    start, end = midnight(first), midnight(first + timedelta(days=days))
    return sum((span.within(start, end) for span in spans), timedelta(0))


def days_of(duty: Span) -> Iterator[date]:
    """The local days of which a duty has a part."""
    day = duty.start.astimezone(SHANGHAI).date()
    while midnight(day) < duty.end:
        yield day
        day += timedelta(days=1)


def _nights(duty: Span) -> Iterator[tuple[datetime, datetime]]:
    for day in days_of(duty):
        yield midnight(day), datetime.combine(day, NIGHT_ENDS, SHANGHAI)
        yield datetime.combine(day, NIGHT_BEGINS, SHANGHAI), midnight(day + timedelta(days=1))
