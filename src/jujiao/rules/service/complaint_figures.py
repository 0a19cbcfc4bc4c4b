"""3.2.2, 3.2.3: how complaints are doing, from rows: what is counted, over which time, and the share of it."""

from datetime import datetime, timedelta

from jujiao.rules.service.complaint_steps import PromiseKind

TOLD_OWNERS = (PromiseKind.FIRST_REPLY, PromiseKind.RESOLVE, PromiseKind.PROGRESS, PromiseKind.FOLLOW_UP)
"""The promises to owners of which "kept in time" speaks."""
KEPT_OVER = timedelta(days=7)
SATISFIED_OVER = timedelta(days=30)
TREND = timedelta(days=7)
"""Trends compare with the same figure a week earlier."""


def verdict(due_at: datetime, done_at: datetime | None, *, met: bool, until: datetime) -> bool | None:
    """Whether a promise was kept, as it could be said at `until`; None where it does not count: not due yet, or gone
    before it was due without having been met. One that was given up after its due time keeps its miss."""
    if due_at > until:
        return None
    if done_at is None or done_at > due_at:
        return False
    return True if met else None


def percent(part: int, whole: int) -> int | None:
    """The share in whole percents, rounded half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
