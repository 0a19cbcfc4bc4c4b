"""The shape of a figure of the rulebook, and of a set of figures in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from jujiao.rules.clocks import Calendar, Due, elapsed, working_days
from jujiao.rules.dated import calendar_days, day_of_month, working_day_of_month
from jujiao.rules.errors import RuleBroken, gettext_noop


class Unit(StrEnum):
    """What a figure counts. The first four are spans of elapsed time."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    RINGS = "rings"
    TIMES = "times"
    HOURS_PER_DAY = "hours_per_day"
    PER_DAY = "per_day"
    PER_QUARTER = "per_quarter"
    PER_YEAR = "per_year"
    PERCENT = "percent"
    FRACTION = "fraction"
    SCORE = "score"
    ROUND = "round"
    ROWS = "rows"
    DAY_OF_MONTH = "day_of_month"
    WORKING_DAY_OF_MONTH = "working_day_of_month"
    MONTH = "month"
    YES_NO = "yes_no"


class Kind(StrEnum):
    """Where a figure comes from: the regulation, our own default for a duty without one, or an offer that is off."""

    REGULATION = "regulation"
    HOUSE = "house"
    PRESET = "preset"


SPANS: Mapping[Unit, timedelta] = {
    Unit.SECONDS: timedelta(seconds=1),
    Unit.MINUTES: timedelta(minutes=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.DAYS: timedelta(days=1),
}
DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.DAY_OF_MONTH, Unit.WORKING_DAY_OF_MONTH})
"""Units of which each is a clock of its own."""
MOST: Mapping[Unit, int] = {
    Unit.SECONDS: 3600,
    Unit.MINUTES: 10_080,
    Unit.HOURS: 8784,
    Unit.DAYS: 366,
    Unit.WORKING_DAYS: 250,
    Unit.CALENDAR_DAYS: 3660,
    Unit.MONTHS: 120,
    Unit.HOURS_PER_DAY: 24,
    Unit.PERCENT: 100,
    Unit.FRACTION: 10,
    Unit.SCORE: 5,
    Unit.ROUND: 99,
    Unit.ROWS: 100_000,
    Unit.DAY_OF_MONTH: 31,
    Unit.WORKING_DAY_OF_MONTH: 15,
    Unit.MONTH: 12,
    Unit.YES_NO: 1,
}
MOST_ELSEWHERE = 1000
SHORTEST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a rulebook version: a value with its unit, the clause it serves, and where it comes from."""

    key: str
    value: Decimal
    unit: Unit
    kind: Kind
    clause: str
    label_zh: str
    label_en: str
    source_zh: str
    source_en: str

    @property
    def on_by_default(self) -> bool:
        """Presets are offered and off."""
        return self.kind is not Kind.PRESET

    @property
    def span(self) -> timedelta:
        """The figure as elapsed time; TypeError for a unit that is no span."""
        return span_of(self.unit, self.value)

    def due(self, start: datetime, calendar: Calendar, *, rolls: bool = False) -> Due:
        """When a duty with this limit is due that began at `start`; see `counted`."""
        return counted(self.unit, self.value, start, calendar, rolls=rolls)

    def changed_to(self, value: Decimal) -> "Figure":
        """This figure with another value; RuleBroken where the value makes no sense for the unit."""
        check_value(self.clause, self.unit, value)
        return replace(self, value=value)


class Figures(Mapping[str, Figure]):
    """The figures in force for a case: those of its rulebook version, with the estate's overrides."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = {figure.key: figure for figure in figures}

    def __getitem__(self, key: str) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def span(self, key: str) -> timedelta:
        """A limit in elapsed time."""
        return self[key].span

    def whole(self, key: str) -> int:
        """A figure that is a whole number: attempts, rounds, rows."""
        return int(self[key].value)

    def number(self, key: str) -> Decimal:
        """A figure's bare value."""
        return self[key].value

    def is_on(self, key: str) -> bool:
        """A yes or no."""
        return self[key].value != 0

    def overridden(self, values: Mapping[str, Decimal]) -> "Figures":
        """These figures with an estate's own values; KeyError for a key that the version does not have."""
        changed = {key: self[key].changed_to(value) for key, value in values.items()}
        return Figures(changed.get(key, figure) for key, figure in self._figures.items())


def check_value(clause: str, unit: Unit, value: Decimal) -> None:
    """Refuse a value that its unit cannot bear: nothing, negative, endless, or a part of a whole thing."""
    most = MOST.get(unit, MOST_ELSEWHERE)
    least = 0 if unit is Unit.YES_NO else 1
    if unit is Unit.FRACTION:
        valid = value.is_finite() and 0 < value <= most
    elif unit in SPANS:
        valid = value.is_finite() and 0 < value <= most and scaled(SPANS[unit], value) >= SHORTEST
    else:
        valid = value.is_finite() and least <= value <= most and value == value.to_integral_value()
    if not valid:
        message = gettext_noop("Enter a value up to %(most)s that fits the unit.")
        raise RuleBroken(clause, "figure_out_of_bounds", message, {"most": most, "least": least})


def counted(unit: Unit, value: Decimal, start: datetime, calendar: Calendar, *, rolls: bool = False) -> Due:
    """When `value` of a unit is over that began at `start`, by the clock of that unit: elapsed time, working days, or
    dates. `rolls`: a last day that is a day off moves to the next working day; only dates can.

    TypeError for a unit by which nothing falls due."""
    match unit:
        case Unit.WORKING_DAYS:
            return working_days(start, int(value), calendar)
        case Unit.CALENDAR_DAYS:
            return calendar_days(start, int(value), calendar, rolls=rolls)
        case Unit.DAY_OF_MONTH:
            return day_of_month(start, int(value), calendar, rolls=rolls)
        case Unit.WORKING_DAY_OF_MONTH:
            return working_day_of_month(start, int(value), calendar)
        case _:
            return elapsed(start, span_of(unit, value))


def clock_of(unit: Unit) -> str:
    """The clock by which a unit runs: "elapsed", or the unit itself where it is counted in days of a calendar."""
    return unit.value if unit in DAYS else "elapsed"


def span_of(unit: Unit, value: Decimal) -> timedelta:
    """So much of a unit as elapsed time; TypeError for a unit that is no span."""
    if unit not in SPANS:
        raise TypeError(f"{unit} is no span of time")
    return scaled(SPANS[unit], value)


def scaled(span: timedelta, factor: Decimal) -> timedelta:
    """A span times a decimal, exact to the microsecond."""
    return timedelta(microseconds=int((span // timedelta(microseconds=1)) * factor))
