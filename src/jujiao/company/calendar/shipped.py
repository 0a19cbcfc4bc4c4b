"""The years that come with the product, read from the data folder."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jujiao.rules.clocks import CalendarDay
from jujiao.rules.working_calendar import LoadedCalendar, load

DATA = Path(__file__).parent / "data"


def notices() -> Iterator[dict[str, Any]]:
    """The yearly notices, the earliest year first."""
    for path in sorted(DATA.glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def calendar() -> LoadedCalendar:
    """The shipped years as a calendar in memory, for a question asked before there is any table."""
    days: list[CalendarDay] = []
    for data in notices():
        days += load(data, worked_before=days[-1].number if days else 0)[1]
    return LoadedCalendar(days)
