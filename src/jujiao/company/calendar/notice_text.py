"""The yearly notice as people type it: a table with one holiday a line, or the notice's own sentences."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jujiao.rules.holiday_sentences import is_notice, read_sentences
from jujiao.rules.working_calendar import CalendarBroken

COLUMNS = 5
LONGEST = 100
_SEPARATOR = re.compile(r"[|｜\t]")
_DATE = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


class UnreadableLine(ValueError):
    """A line that is no holiday; `str()` says which and why."""


def read_table(text: str, year: int) -> list[dict[str, Any]]:
    """The holidays in the form of data/*.toml: name | English name | first day | last day | make-up days, or copied
    from the notice (`rules.holiday_sentences`); UnreadableLine with what is not clear.

    Dates are 2.15, 2-15, 2月15日 or with the year; without one, `year` is meant."""
    if is_notice(text):
        try:
            return [{**asdict(each), "make_up": list(each.make_up)} for each in read_sentences(text, year)]
        except CalendarBroken as broken:
            raise UnreadableLine(" ".join(_(each.message) % each.params for each in broken.problems)) from broken
    return [_holiday(number, line, year) for number, line in enumerate(text.splitlines()[:LONGEST], 1) if line.strip()]


def _holiday(number: int, line: str, year: int) -> dict[str, Any]:
    cells = [cell.strip() for cell in _SEPARATOR.split(line)]
    cells += [""] * (COLUMNS - len(cells))
    first, last = list(_dates(number, cells[2], year)), list(_dates(number, cells[3], year))
    if not cells[0] or len(first) != 1 or len(last) > 1 or len(cells) > COLUMNS:
        sentence = _("Line %(number)s is not in the form name | English name | first day | last day | make-up days.")
        raise UnreadableLine(sentence % {"number": number})
    return {
        "name_zh": cells[0],
        "name_en": cells[1] or cells[0],
        "first": first[0],
        "last": (last or first)[0],
        "make_up": list(_dates(number, cells[4], year)),
    }


def _dates(number: int, cell: str, year: int) -> Iterator[date]:
    if _DATE.sub("", cell).strip(" ,，、;；和"):
        raise UnreadableLine(_("Line %(number)s: “%(text)s” is no date.") % {"number": number, "text": cell[:40]})
    for match in _DATE.finditer(cell):
        try:
            yield date(int(match[1] or year), int(match[2]), int(match[3]))
        except ValueError as error:
            sentence = _("Line %(number)s: there is no day “%(text)s”.")
            raise UnreadableLine(sentence % {"number": number, "text": match[0][:40]}) from error
