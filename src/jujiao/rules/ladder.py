"""The escalation ladder: who hears of a promise, and when. Pure: times go in, times come out.

Each kind of promise names its ladder; the figures of each are the rulebook's. A rung is a fraction of the promise's
span or a time after the due time, and may be off: what is owed in minutes never climbs to the company.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figure, Figures, Unit, scaled


class Rung(StrEnum):
    """The rungs from the lowest to the highest."""

    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    DUE = "due"
    MANAGER = "manager"
    COMPANY = "company"

    @property
    def order(self) -> int:
        """1 for the lowest."""
        return RUNGS.index(self) + 1


RUNGS: tuple[Rung, ...] = tuple(Rung)
LEVELS = ("handler", "head", "manager", "company", "sysadmin")
"""The places of the ladder, each with the one above it; behind the company stands who keeps the system."""
HEARS: Mapping[Rung, tuple[str, ...]] = {
    Rung.HALF: ("handler",),
    Rung.THREE_QUARTERS: ("handler",),
    Rung.DUE: ("handler", "head"),
    Rung.MANAGER: ("head", "manager"),
    Rung.COMPANY: ("manager", "company"),
}
"""1.3.2: who hears of a rung: its own level, and from the due time on those below it too."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs that are on, lowest first, each a fraction of the span from its start or a time after the due time.

    `gathered`: a person hears of all promises of a kind that reach a rung on one day by one notice."""

    rungs: Mapping[Rung, Decimal | timedelta]
    gathered: bool = False

    def at(self, rung: Rung, started_at: datetime, due_at: datetime) -> datetime:
        """When a rung of a promise fires; KeyError where it is off."""
        when = self.rungs[rung]
        moment = due_at + when if isinstance(when, timedelta) else started_at + scaled(due_at - started_at, when)
        return moment.astimezone(SHANGHAI)

    def above(self, fired: Rung | str | None) -> list[Rung]:
        """The rungs that are on above the one that fired, lowest first."""
        order = 0 if fired is None else Rung(fired).order
        return [rung for rung in RUNGS[order:] if rung in self.rungs]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A rung with the moment when it fires."""

    rung: Rung
    at: datetime


def ladder_of(figures: Figures, name: str = "") -> Ladder:
    """1.3.2: the ladder of that name as it is in force, the ordinary one where the rulebook has none of the name.

    RuleBroken unless each rung comes after the last, however long the span is."""
    family = f"ladder.{name}" if name else "ladder"
    found = {rung: figures[f"{family}.{rung}"] for rung in RUNGS if f"{family}.{rung}" in figures}
    if name and not found:
        return ladder_of(figures)
    for lower, upper in pairwise(found.values()):
        _check_order(lower, upper)
    gathered = f"{family}.gathered" in figures and figures.is_on(f"{family}.gathered")
    return Ladder({rung: _when(figure) for rung, figure in found.items()}, gathered)


def ladders(figures: Figures) -> dict[str, Ladder]:
    """1.3.2: every ladder in force by its name; RuleBroken where one is out of order."""
    names = {key.split(".")[1] for key in figures if key.startswith("ladder.") and key.count(".") == 2}
    return {name: ladder_of(figures, name) for name in ("", *sorted(names))}


def rungs_at(started_at: datetime, due_at: datetime, ladder: Ladder) -> tuple[Alarm, ...]:
    """1.3.2: when each rung of a promise fires, the lowest first."""
    return tuple(Alarm(rung, ladder.at(rung, started_at, due_at)) for rung in ladder.above(None))


def highest_due(
    started_at: datetime, due_at: datetime, ladder: Ladder, fired: Rung | str | None, now: datetime
) -> Rung | None:
    """1.3.2: the rung to fire at `now` where `fired` was the last: after an outage only the highest passed one."""
    passed = (rung for rung in reversed(ladder.above(fired)) if ladder.at(rung, started_at, due_at) <= now)
    return next(passed, None)


def next_alarm_at(started_at: datetime, due_at: datetime, ladder: Ladder, fired: Rung | str | None) -> datetime | None:
    """1.3.2: when the rung above `fired` fires (the lowest where none has); None above the highest."""
    above = ladder.above(fired)
    return ladder.at(above[0], started_at, due_at) if above else None


def _when(figure: Figure) -> Decimal | timedelta:
    return figure.value if figure.unit is Unit.FRACTION else figure.span


def _check_order(lower: Figure, upper: Figure) -> None:
    if upper.unit is not Unit.FRACTION and lower.unit is Unit.FRACTION and lower.value > 1:
        message = gettext_noop(
            "A rung at a multiple of the time and one a fixed time after it may change places. Give both alike."
        )
        raise RuleBroken("1.3.2", "ladder_may_cross", message)
    if _place(upper) <= _place(lower):
        message = gettext_noop("Each rung of the ladder must come later than the one before.")
        raise RuleBroken("1.3.2", "ladder_out_of_order", message)


def _place(figure: Figure) -> tuple[bool, Decimal]:
    """What orders two rungs whatever the span: fractions among themselves, and above all that are no more than the
    whole of it the times after the due time."""
    if figure.unit is Unit.FRACTION:
        return False, figure.value
    return True, Decimal(figure.span / timedelta(seconds=1))
