"""The times for which rates are looked at: local days, both ends included."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from jujiao.rules.clocks import ONE_DAY

WEEK: Final = timedelta(days=7)


class Period(NamedTuple):
    """From its first day to its last."""

    first: date
    last: date

    @property
    def address(self) -> dict[str, list[str]]:
        """As it stands in the address of a list."""
        return {"from": [self.first.isoformat()], "to": [self.last.isoformat()]}


def day(at: date) -> Period:
    return Period(at, at)


def week(at: date) -> Period:
    """From Monday to Sunday."""
    monday = at - at.weekday() * ONE_DAY
    return Period(monday, monday + WEEK - ONE_DAY)


def month(at: date) -> Period:
    return Period(at.replace(day=1), at.replace(day=monthrange(at.year, at.month)[1]))


def seven_days(at: date) -> Period:
    """The last of them is the day itself."""
    return Period(at - WEEK + ONE_DAY, at)


def four_weeks(at: date) -> Period:
    """Four of each weekday, the last of them the day itself."""
    return Period(at - 4 * WEEK + ONE_DAY, at)


PERIODS: Final[Sequence[tuple[Any, Callable[[date], Period]]]] = (
    (_("Today"), day),
    (_("Yesterday"), lambda at: day(at - ONE_DAY)),
    (_("This week"), week),
    (_("Last week"), lambda at: week(at - WEEK)),
    (_("4 weeks"), four_weeks),
    (_("This month"), month),
    (_("Last month"), lambda at: month(at.replace(day=1) - ONE_DAY)),
)
"""What is asked for most, by the day on which it is asked."""
