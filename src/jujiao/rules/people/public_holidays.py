"""The public holidays on which work is paid apart (法定休假日, 劳动法 44(3))."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from jujiao.rules.clocks import ONE_DAY


class Lunar(NamedTuple):
    """The days of a year that move: the first of the lunar year, Tomb-Sweeping, Dragon Boat and Mid-Autumn."""

    new_year: date
    tomb_sweeping: date
    dragon_boat: date
    mid_autumn: date


LUNAR: Final[Mapping[int, Lunar]] = MappingProxyType(
    {
        2025: Lunar(date(2025, 1, 29), date(2025, 4, 4), date(2025, 5, 31), date(2025, 10, 6)),
        2026: Lunar(date(2026, 2, 17), date(2026, 4, 5), date(2026, 6, 19), date(2026, 9, 25)),
        2027: Lunar(date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)),
        2028: Lunar(date(2028, 1, 26), date(2028, 4, 4), date(2028, 5, 28), date(2028, 10, 3)),
        2029: Lunar(date(2029, 2, 13), date(2029, 4, 4), date(2029, 6, 16), date(2029, 9, 22)),
        2030: Lunar(date(2030, 2, 3), date(2030, 4, 5), date(2030, 6, 5), date(2030, 9, 12)),
    }
)
"""By year; 农历 and 清明 as the Purple Mountain Observatory has them."""
FIXED: Final = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""New Year's Day, Labour Day and National Day, by month and day."""


def public_holidays(year: int) -> frozenset[date] | None:
    """全国年节及纪念日放假办法 2 (from 2025): the public holidays of a year; None for a year whose moving days are not
    known here. The other days off around them are days of rest alone."""
    lunar = LUNAR.get(year)
    if lunar is None:
        return None
    eve = lunar.new_year - ONE_DAY
    spring = {eve + timedelta(days=number) for number in range(4)}
    return frozenset({date(year, *day) for day in FIXED} | spring | set(lunar[1:]))
