"""A year at a glance: twelve months of weeks, each day with a mark in words, never by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import get_language, pgettext, pgettext_lazy

from jujiao.rules.clocks import CalendarDay, Reason

WEEKDAYS = (
    pgettext_lazy("column of a calendar", "Mo"),
    pgettext_lazy("column of a calendar", "Tu"),
    pgettext_lazy("column of a calendar", "We"),
    pgettext_lazy("column of a calendar", "Th"),
    pgettext_lazy("column of a calendar", "Fr"),
    pgettext_lazy("column of a calendar", "Sa"),
    pgettext_lazy("column of a calendar", "Su"),
)


@dataclass(frozen=True)
class Cell:
    """A day of the month: `look` is off, make-up, rest or plain; `mark` says off and make-up days in one character."""

    number: int
    look: str
    mark: str = ""
    name: str = ""
    today: bool = False


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday, None where a week belongs to a neighbour, and its number of working days."""

    name: str
    weeks: Sequence[Sequence[Cell | None]]
    working: int


def months(days: Sequence[CalendarDay], today: date | None = None) -> list[Month]:
    """The months of a whole year of days."""
    return [_month([day for day in days if day.date.month == number], number, today) for number in range(1, 13)]


def name_of(day: CalendarDay) -> str:
    """The holiday that a day belongs to or makes up for, in the reader's language."""
    return day.name_zh if (get_language() or "zh-hans").startswith("zh") else day.name_en


def _month(days: Sequence[CalendarDay], number: int, today: date | None) -> Month:
    cells: list[Cell | None] = [None] * days[0].date.weekday()
    cells += [_cell(day, today) for day in days]
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    return Month(str(MONTHS[number]), weeks, sum(day.works for day in days))


def _cell(day: CalendarDay, today: date | None) -> Cell:
    if day.reason is Reason.HOLIDAY:
        look, mark = "off", pgettext("mark on a day of the calendar", "off")
    elif day.reason is Reason.MAKE_UP_DAY:
        look, mark = "make-up", pgettext("mark on a day of the calendar", "work")
    else:
        look, mark = ("plain" if day.works else "rest"), ""
    return Cell(day.date.day, look, mark, name_of(day), day.date == today)
