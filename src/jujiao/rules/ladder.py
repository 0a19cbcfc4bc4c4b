"""The escalation ladder: who hears of a promise, and at which part of its span. Pure: times go in, times come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures, scaled


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

    @property
    def who(self) -> str:
        """Who is told: "handler", "head", "manager" or "company"."""
        return WHO[self]


RUNGS: tuple[Rung, ...] = tuple(Rung)
WHO: Mapping[Rung, str] = {
    Rung.HALF: "handler",
    Rung.THREE_QUARTERS: "handler",
    Rung.DUE: "head",
    Rung.MANAGER: "manager",
    Rung.COMPANY: "company",
}
# Where nobody is found for a rung, the next of these is told: the chain never ends in nobody.
CHAIN: tuple[str, ...] = ("handler", "head", "manager", "company")


@dataclass(frozen=True, slots=True)
class Alarm:
    """A rung with the moment when it fires."""

    rung: Rung
    at: datetime


type Fractions = Mapping[Rung, Decimal]


def fractions_of(figures: Figures) -> Fractions:
    """1.3.2: the ladder in force, as fractions of a promise's span; RuleBroken unless each rung lies above the last."""
    fractions = {rung: figures.number(f"ladder.{rung}") for rung in RUNGS}
    values = list(fractions.values())
    if any(upper <= lower for lower, upper in pairwise(values)):
        message = gettext_noop("Each rung of the ladder must come later than the one before.")
        raise RuleBroken("1.3.2", "ladder_out_of_order", message)
    return fractions


def rungs_at(started_at: datetime, due_at: datetime, fractions: Fractions) -> tuple[Alarm, ...]:
    """1.3.2: when each rung of a promise fires, the lowest first."""
    return tuple(Alarm(rung, _at(rung, started_at, due_at, fractions)) for rung in RUNGS)


def highest_due(
    started_at: datetime, due_at: datetime, fractions: Fractions, fired: Rung | str | None, now: datetime
) -> Rung | None:
    """1.3.2: the rung to fire at `now` where `fired` was the last: after an outage only the highest passed one."""
    above = RUNGS[_order(fired) :]
    return next((rung for rung in reversed(above) if _at(rung, started_at, due_at, fractions) <= now), None)


def next_alarm_at(
    started_at: datetime, due_at: datetime, fractions: Fractions, fired: Rung | str | None
) -> datetime | None:
    """1.3.2: when the rung above `fired` fires (the lowest where none has); None above the highest."""
    order = _order(fired)
    return _at(RUNGS[order], started_at, due_at, fractions) if order < len(RUNGS) else None


def _order(fired: Rung | str | None) -> int:
    return 0 if fired is None else Rung(fired).order


def _at(rung: Rung, started_at: datetime, due_at: datetime, fractions: Fractions) -> datetime:
    return (started_at + scaled(due_at - started_at, fractions[rung])).astimezone(SHANGHAI)
