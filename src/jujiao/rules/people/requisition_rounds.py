"""2.1.1: when departments are asked which people they need (人员需求征集): a round for each quarter, or as often as the
figures say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from jujiao.rules.clocks import ONE_DAY, SHANGHAI, Calendar, Due, local
from jujiao.rules.figure import Figures

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Round:
    """A round: the months that it asks about, from the first to the last day, both included; when it opens, and when
    the answers are due."""

    first: date
    last: date
    opens_at: datetime
    due: Due

    @property
    def name(self) -> str:
        """ "2026-Q2", or the months where they are no quarter: "2026-04", "2026-01/2026-06"."""
        months = (self.last.year - self.first.year) * MONTHS + self.last.month - self.first.month + 1
        if months == 3 and self.first.month % 3 == 1:
            return f"{self.first.year}-Q{self.first.month // 3 + 1}"
        return f"{self.first:%Y-%m}" if months == 1 else f"{self.first:%Y-%m}/{self.last:%Y-%m}"


def clause_2_1_1_round(day: date, figures: Figures, calendar: Calendar) -> Round:
    """2.1.1: the round that asks about the quarter of `day`. It opens at 00:00 on the 1st of the month before the
    quarter; answers are due at 24:00 of the 5th working day after that day.

    The quarter is the figure `requisition.period`, counted on from January of the year 0; the month before it the
    figure `requisition.lead`; the working days the figure `requisition.answer`."""
    period, lead = figures.whole("requisition.period"), figures.whole("requisition.lead")
    begins = _month(day) // period * period
    opens_at = datetime.combine(_first_of(begins - lead), time.min, SHANGHAI)
    due = figures["requisition.answer"].due(opens_at, calendar)
    return Round(_first_of(begins), _first_of(begins + period) - ONE_DAY, opens_at, due)


def clause_2_1_1_rounds_open(now: datetime, figures: Figures, calendar: Calendar) -> tuple[Round, ...]:
    """2.1.1: the rounds that have opened by `now` and whose months are not over, the earliest first.

    So a round that nobody could open in time is opened late, with its own times; one about months that are gone is
    not: nobody can be found for those any more."""
    today = local(now).date()
    return tuple(_opened(today, now, figures, calendar))


def _opened(day: date, now: datetime, figures: Figures, calendar: Calendar) -> Iterator[Round]:
    found = clause_2_1_1_round(day, figures, calendar)
    while found.opens_at <= now:
        yield found
        found = clause_2_1_1_round(found.last + ONE_DAY, figures, calendar)


def _month(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _first_of(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)
