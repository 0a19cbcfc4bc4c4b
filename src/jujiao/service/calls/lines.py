"""Rates as a page shows them: each number with the calls behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.pages.words import WEEKDAYS
from jujiao.rules.service.calls.rates import JUDGED, TOLD, Rate
from jujiao.rules.service.calls.ringing import COUNTED
from jujiao.service.calls.models import Grade, Verdict
from jujiao.service.calls.queries_calls import HOURS
from jujiao.service.calls.queries_rates import Grid

LEVELS: Final = ((95, 4), (90, 3), (80, 2), (60, 1), (0, 0))
"""From how many percent on an hour has which shade; the number itself stands in it."""
APART: Final = (Verdict.GIVEN_UP, Verdict.NOT_RUNG, Verdict.UNKNOWN)


@dataclass(frozen=True)
class Number:
    """How many, of what, and the address of the list of them; "" where there are none, or none to be opened."""

    label: Any
    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One rate with what it is of. `apart` and `grades` have only what there is."""

    label: Any
    rate: Rate
    counted: Number
    kept: Number
    late: Number
    missed: Number
    apart: Sequence[Number]
    grades: Sequence[tuple[Grade, int]]

    @property
    def failed(self) -> tuple[Number, Number]:
        return self.late, self.missed


@dataclass(frozen=True)
class Cell:
    """One hour of a weekday, or all hours or all weekdays together. `rough`: not every ring was known by leg."""

    rate: Rate
    url: str
    level: int | None
    rough: bool


@dataclass(frozen=True)
class Row:
    label: Any
    cells: Sequence[Cell]
    together: Cell


@dataclass(frozen=True)
class Heat:
    """Weekdays and hours, and what they are together."""

    hours: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Lines:
    """Makes lines of calls that are narrowed already by `chosen`, at the address of the list of calls, "" where the
    reader opens none."""

    calls: str
    chosen: Mapping[str, list[str]]

    def of(self, rate: Rate, label: Any = "", **narrowed: list[str]) -> Line:
        def number(label: Any, value: int, verdicts: Sequence[str], grades: Sequence[str] = TOLD) -> Number:
            return Number(label, value, self.url(value, **narrowed, verdict=[*verdicts], grade=[*grades]))

        apart = [number(each.label, getattr(rate, each), [each]) for each in APART]
        apart.append(number(Grade.BY_HAND.label, rate.by_hand, JUDGED, [Grade.BY_HAND]))
        return Line(
            label=label,
            rate=rate,
            counted=number(_("Counted"), rate.counted, sorted(COUNTED)),
            kept=number(Verdict.KEPT.label, rate.kept, [Verdict.KEPT]),
            late=number(Verdict.LATE.label, rate.late, [Verdict.LATE]),
            missed=number(Verdict.MISSED.label, rate.missed, [Verdict.MISSED]),
            apart=[each for each in apart if each.value],
            grades=[(Grade(grade), many) for grade, many in rate.grades],
        )

    def cell(self, rate: Rate | None, **narrowed: list[str]) -> Cell:
        rate = rate or Rate()
        url = self.url(rate.counted, **narrowed, verdict=sorted(COUNTED), grade=[*TOLD])
        rough = any(grade != Grade.BY_LEG for grade, _many in rate.grades)
        return Cell(rate, url, _level(rate.percent), rough)

    def url(self, number: int, **narrowed: list[str]) -> str:
        """The list of these calls."""
        if not (number and self.calls):
            return ""
        query = QueryDict(mutable=True)
        for name, values in {**self.chosen, **narrowed}.items():
            query.setlist(name, values)
        return f"{self.calls}?{query.urlencode()}"


def heat(grid: Grid, lines: Lines) -> Heat:
    """All hours of all weekdays, with those in which nobody called."""
    days = [(number, words) for number, words in enumerate(WEEKDAYS, start=1)]
    hours = range(len(HOURS))
    rows = [
        Row(
            words,
            [lines.cell(grid.hours.get((day, each)), weekday=[str(day)], hour=[str(each)]) for each in hours],
            lines.cell(grid.by_weekday.get(day), weekday=[str(day)]),
        )
        for day, words in days
    ]
    sums = [lines.cell(grid.by_hour.get(each), hour=[str(each)]) for each in hours]
    rows.append(Row(_("Together"), sums, lines.cell(grid.whole)))
    return Heat([str(each) for each in hours], rows)


def _level(percent: Decimal | None) -> int | None:
    return None if percent is None else next(level for least, level in LEVELS if percent >= least)
