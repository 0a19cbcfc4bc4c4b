"""When a promise falls due: counted by its own clock, from its row and a calendar alone."""

from datetime import datetime
from decimal import Decimal

from jujiao.kernel.record import subjects
from jujiao.promises.models import Promise, Unit
from jujiao.rules.clocks import Calendar, Due, agreed, elapsed
from jujiao.rules.figure import Unit as FigureUnit
from jujiao.rules.figure import counted


def counted_anew(promise: Promise, calendar: Calendar) -> Due:
    """When a promise falls due by a calendar as it is now, counted by its own clock and explained day by day."""
    if promise.agreed or promise.unit == Unit.ELAPSED or promise.quantity is None:
        count = agreed if promise.agreed else span_between
        return count(promise.started_at, promise.due_at)
    return by_its_clock(promise.kind, promise.unit, promise.quantity, promise.started_at, calendar)


def by_its_clock(kind: str, unit: str, quantity: Decimal, started_at: datetime, calendar: Calendar) -> Due:
    """When a promise of a kind falls due that is counted in days of the calendar (`unit`, and how many)."""
    rolls = subjects.promise_kind(kind).rule.rolls
    return counted(FigureUnit(unit), quantity, started_at, calendar, rolls=rolls)


def span_between(started_at: datetime, due_at: datetime) -> Due:
    """The way from one moment to another by elapsed time."""
    return elapsed(started_at, due_at - started_at)
