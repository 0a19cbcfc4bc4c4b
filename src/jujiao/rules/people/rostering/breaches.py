"""What a person's duties break: planned, edited by hand, or as they happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.people.duty import REST, Span, by_night, check_normal_hours, days_of, short_rest
from jujiao.rules.people.rostering.hours import (
    MINUTE,
    WEEK_DAYS,
    Terms,
    mondays_between,
    month_days,
    month_hours,
    months_between,
    week_days,
)
from jujiao.rules.people.rostering.law import LAWS, Rule

type Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that duties between two instants break: an English sentence to be translated and filled from `params`, in
    which days and moments are still to be put into words, and hours are numbers. `excess`: by how many minutes."""

    rule: Rule
    start: datetime
    end: datetime
    excess: int
    message: str
    params: Params

    @property
    def law(self) -> str:
        """The clause, or the article of the law."""
        return LAWS[self.rule]

    def __str__(self) -> str:
        return self.message % self.params


def breaches(duties: Iterable[Span], terms: Terms) -> list[Breach]:
    """All rules that a person's duties break in the terms' days, in order of time. `duties` are all that are known,
    those before and after these days included."""
    ordered = sorted(duties, key=lambda duty: (duty.start, duty.end))
    found = [breach for look in LOOKS for breach in look(ordered, terms)]
    return sorted(found, key=lambda breach: (breach.start, breach.end, breach.rule))


def newly_broken(before: Iterable[Span], after: Iterable[Span], terms: Terms) -> list[Breach]:
    """What a person's duties break after a change that they did not break before, or not as much."""
    old = {(each.rule, each.start, each.end): each.excess for each in breaches(before, terms)}
    return [each for each in breaches(after, terms) if each.excess > old.get((each.rule, each.start, each.end), 0)]


def _between(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """House figure (11 h): overlap, or too short a rest between one duty and the next, by instants."""
    until: Span | None = None
    for one, other in pairwise(duties):
        until = one if until is None or one.end > until.end else until
        if not (_touches(until, terms) or _touches(other, terms)):
            continue
        if other.start < until.end:
            end = min(until.end, other.end)
            said: Params = {"start": other.start, "until": end}
            message = gettext_noop("Two duties at once, from %(start)s until %(until)s.")
            yield Breach(Rule.OVERLAP, other.start, end, (end - other.start) // MINUTE, message, said)
        elif (rest := short_rest(until.end, other.start)) is not None:
            said = {"rest": hours(rest), "start": other.start, "least": hours(REST)}
            message = gettext_noop("%(rest)s h of rest before the duty at %(start)s, at least %(least)s h are needed.")
            yield Breach(Rule.REST, until.end, other.start, (REST - rest) // MINUTE, message, said)


def _weeks(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """劳动法 38: no whole day without work from Monday to Sunday. A day of which nothing is known is one of rest."""
    worked = {day for duty in duties for day in days_of(duty)}
    for monday in mondays_between(terms.first, terms.last):
        if worked.issuperset(week_days(monday)):
            end = midnight(monday + timedelta(days=WEEK_DAYS))
            message = gettext_noop("No day of rest in the week from %(day)s.")
            yield Breach(Rule.WEEK, midnight(monday), end, ONE_DAY // MINUTE, message, {"day": monday})


def _months(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """劳动法 41: more overtime in a calendar month than may be."""
    for month in months_between(terms.first, terms.last):
        found = month_hours(month, duties, terms).overtime
        if found > terms.overtime_minutes:
            most = hours(terms.overtime_minutes * MINUTE)
            said = {"month": month.month, "year": month.year, "overtime": hours(found * MINUTE), "most": most}
            message = gettext_noop(
                "%(overtime)s h of overtime in month %(month)s of %(year)s, at most %(most)s h are allowed."
            )
            end = midnight(month_days(month)[-1] + ONE_DAY)
            yield Breach(Rule.OVERTIME, midnight(month), end, found - terms.overtime_minutes, message, said)


def _nights(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """女职工劳动保护特别规定 6, 9: a duty by night that has a part of a day on which that is barred."""
    for duty in duties:
        if by_night(duty) and _barred(duty, terms.no_night, terms):
            message = gettext_noop("The duty at %(start)s is one by night (22:00–06:00), which is barred then.")
            yield Breach(Rule.NIGHT_BAR, *_ends(duty), _minutes(duty), message, {"start": duty.start})


def _overtime_barred(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """女职工劳动保护特别规定 6, 9; 劳动法 36: overtime by a duty that has a part of a day on which that is barred."""
    for duty in duties:
        if _barred(duty, terms.no_overtime, terms):
            try:
                check_normal_hours(duty, [each for each in duties if each is not duty])
            except RuleBroken as broken:
                yield Breach(Rule.OVERTIME_BAR, *_ends(duty), _minutes(duty), broken.message, broken.params)


def _on_leave(duties: Sequence[Span], terms: Terms) -> Iterator[Breach]:
    """3.1.1: nobody on leave is on duty."""
    for duty in duties:
        for leave in terms.away:
            if (shared := duty.within(*_ends(leave))) and _touches(duty, terms):
                message = gettext_noop("On leave until %(until)s, the duty at %(start)s lies in it.")
                said = {"until": leave.end, "start": duty.start}
                yield Breach(Rule.LEAVE, *_ends(duty), shared // MINUTE, message, said)


LOOKS: tuple[Callable[[Sequence[Span], Terms], Iterator[Breach]], ...] = (
    _between, _weeks, _months, _nights, _overtime_barred, _on_leave,
)  # fmt: skip


def hours(time: timedelta) -> str:
    """Hours as people write them: 8, 7.5, 10.25."""
    return f"{time / timedelta(hours=1):.2f}".rstrip("0").rstrip(".")


def _barred(duty: Span, days: frozenset[object], terms: Terms) -> bool:
    return _touches(duty, terms) and not days.isdisjoint(days_of(duty))


def _touches(duty: Span, terms: Terms) -> bool:
    return duty.within(midnight(terms.first), midnight(terms.last + ONE_DAY)) > timedelta(0)


def _ends(span: Span) -> tuple[datetime, datetime]:
    return span.start, span.end


def _minutes(duty: Span) -> int:
    return (duty.end - duty.start) // MINUTE
