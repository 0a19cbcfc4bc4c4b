"""What the tests of the rules start from: the shipped years and figures, and short ways to write moments."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from jujiao.rules.clocks import SHANGHAI, CalendarDay
from jujiao.rules.figures import shipped
from jujiao.rules.working_calendar import LoadedCalendar, Notice, load

DATA = Path(__file__).parents[2] / "company" / "calendar" / "data"
FIGURES = shipped()


def year_data(year: int) -> dict[str, Any]:
    """The contents of a shipped year's file."""
    return tomllib.loads((DATA / f"{year}.toml").read_text(encoding="utf-8"))


def shipped_years() -> tuple[list[Notice], tuple[CalendarDay, ...]]:
    """The shipped notices, and their dates numbered through."""
    first_notice, first = load(year_data(2025))
    second_notice, second = load(year_data(2026), worked_before=first[-1].number)
    return [first_notice, second_notice], first + second


NOTICES, DAYS = shipped_years()
CALENDAR = LoadedCalendar(DAYS)


def at(text: str) -> datetime:
    """A local moment: at("2026-02-13 16:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
