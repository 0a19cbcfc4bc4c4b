"""Whether more than one company counts by the calendar, which belongs to none of them but to the installation."""

from collections.abc import Callable

companies: list[Callable[[], int]] = []
"""Filled by the floor that keeps companies when it is ready: it says how many there are."""


def is_shared() -> bool:
    """Whether what one company publishes would move the due times of another."""
    return any(count() > 1 for count in companies)
