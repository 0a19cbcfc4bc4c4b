"""3.1.1 The desk (前台): coming on time, handing over, cover of every minute, how long visitors are known by name."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.clocks import Calendar, midnight
from jujiao.rules.dated import months_before
from jujiao.rules.figure import Figures
from jujiao.rules.measuring import Comparison, Measure
from jujiao.rules.people.duty import FORGOTTEN, Span
from jujiao.rules.promising import Kind, PromiseDue, promised

A_DAY_AND_NIGHT = 24
"""Hours of a day and night: what `desk.hours` says where the desk never closes."""


class PromiseKind(StrEnum):
    """The promises (承诺时限) about duties and about gaps in their cover; each is named like its figure."""

    SIGN_ON = "planned_duty.sign_on"
    HANDOVER = "planned_duty.handover"
    COVER = "gap.cover"


RULES: Mapping[PromiseKind, Kind] = MappingProxyType(
    {kind: Kind(kind, "3.1.1", kind, ladder="minutes", inside=True) for kind in PromiseKind}
)
"""Which clause and which figure each kind comes from: all are owed in minutes, within the house."""
UNCOVERED = Measure("cover.uncovered", "3.1.1", "cover.uncovered", Comparison.BELOW)
"""How long a post that has to be covered was not, of a month."""


def clause_3_1_1_round_the_clock(*, is_desk: bool, marked: bool, figures: Figures) -> bool:
    """3.1.1: whether a post has to be covered every minute: a front desk by `desk.hours`, another one where its
    company says so (`marked`)."""
    if not is_desk:
        return marked
    return "desk.hours" in figures and figures.whole("desk.hours") == A_DAY_AND_NIGHT


def clause_3_1_1_promise(kind: PromiseKind, start: datetime, figures: Figures, calendar: Calendar) -> PromiseDue:
    """3.1.1: whoever is planned signs on within 5 minutes of the start; hands over within 15 of the end; and what is
    uncovered with nobody planned is covered within 5 minutes, or the head hears."""
    return promised(RULES[kind], start, figures, calendar)


def clause_3_1_1_gaps(there: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """3.1.1: when of the time from `start` until before `end` nobody was there, in order."""
    gaps, reached = [], start
    for span in sorted(there, key=lambda one: one.start):
        if span.start >= end:
            break
        if span.start > reached:
            gaps.append(Span(reached, span.start))
        reached = max(reached, span.end)
    return [*gaps, Span(reached, end)] if reached < end else gaps


def counts_until(signed_on_at: datetime, signed_off_at: datetime | None, now: datetime) -> datetime:
    """Until when somebody is taken to have been there: signing off that was forgotten counts for no longer than
    FORGOTTEN, whenever it was made up for."""
    return min(signed_off_at or now, signed_on_at + FORGOTTEN, now)


def clause_3_1_1_names_go(today: date, figures: Figures) -> date | None:
    """3.1.1, 个人信息保护法 19: the names of visitors who came before this local day go, so many months after
    (`visit.names`); None under rules that do not say."""
    return months_before(today, figures.whole("visit.names")) if "visit.names" in figures else None


def month_of(day: date) -> Span:
    """The local month of a day, in instants."""
    first = day.replace(day=1)
    return Span(midnight(first), midnight(following(first)))


def following(first: date) -> date:
    """The first day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)
