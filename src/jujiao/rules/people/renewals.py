"""2.1.3: what is owed about papers that end, and about posts whose holder lacks what they ask."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.clocks import SHANGHAI, Calendar
from jujiao.rules.figure import Figures
from jujiao.rules.promising import Kind, PromiseDue, promised


class PromiseKind(StrEnum):
    """The promises (承诺时限) about them; each is named like its figure."""

    EARLY = "credential.early"
    SOON = "credential.soon"
    LAST = "credential.last"
    GAP = "posting.gap"


RENEWALS = (PromiseKind.EARLY, PromiseKind.SOON, PromiseKind.LAST)
"""From the first to the last; each takes the place of the one before."""
RULES: Mapping[PromiseKind, Kind] = MappingProxyType(
    {
        **{kind: Kind(kind, "2.1.3", kind, ladder="renewal", inside=True) for kind in RENEWALS},
        PromiseKind.GAP: Kind(PromiseKind.GAP, "2.1.3", PromiseKind.GAP, ladder="many", rolls=True, inside=True),
    }
)
"""Which clause and which figure each kind comes from."""


class Owing(StrEnum):
    """Who owes a promise."""

    HOLDER = "holder"
    ADMINISTRATION = "administration"


def clause_2_1_3_owing(kind: PromiseKind | str) -> Owing:
    """2.1.3: whoever holds a paper renews it; in the last days, and where a post asks what its holder lacks,
    administration sees to it."""
    return Owing.HOLDER if PromiseKind(kind) in (PromiseKind.EARLY, PromiseKind.SOON) else Owing.ADMINISTRATION


def clause_2_1_3_renewal(last_day: date, today: date, figures: Figures) -> PromiseKind | None:
    """2.1.3: what is owed about a paper that counts through `last_day`: nothing yet, the first, the second or the last
    reminder, by the days that are left (90, 30, 7 as shipped). Nothing is opened anew once it has ended."""
    left = (last_day - today).days
    running = [kind for kind in RENEWALS if kind in figures and left <= figures.whole(kind)]
    return running[-1] if running and left >= 0 else None


def clause_2_1_3_renewal_promise(kind: PromiseKind, last_day: date, figures: Figures, calendar: Calendar) -> PromiseDue:
    """2.1.3: a renewal is due when the paper's last day ends, counted from so many days before."""
    since = date.fromordinal(last_day.toordinal() - figures.whole(kind))
    return promised(RULES[kind], datetime.combine(since, time.min, SHANGHAI), figures, calendar)


def clause_2_1_3_gap_promise(since: datetime, figures: Figures, calendar: Calendar) -> PromiseDue:
    """2.1.3: what a holder lacks is there, or the post given to somebody else, within the days of `posting.gap`."""
    return promised(RULES[PromiseKind.GAP], since, figures, calendar)
