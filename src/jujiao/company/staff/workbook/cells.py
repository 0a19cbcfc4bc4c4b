"""From cells to values, with everything that is wrong said in words: where, what, and what to do."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jujiao.company.estates.contact import UnableToReadPhone, clean_phone, clean_phones
from jujiao.company.staff.workbook.form import FormColumn, FormSheet, said, same
from jujiao.kernel.machine.spreadsheets import Cell
from jujiao.rules.phone_lists import written
from jujiao.rules.phones import seen
from jujiao.rules.texts import says_anything, shows_anything
from jujiao.rules.written_days import NoDay, day_written, shown_as_day

PLACES = {"room", "building", "unit", "number"}
"""Columns of rooms; a staff number bears one of these names too, in another sheet."""

_SHORTENED = re.compile(r"\d(\.\d+)?E\+?\d{1,2}", re.ASCII | re.IGNORECASE)
_DECIMAL = re.compile(r"(\d+)\.0", re.ASCII)
_UNWRAPPED = re.compile(r"""=?"(.*)"|'(?=\d)(.*)""", re.DOTALL)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of the workbook; the row is the one that Excel shows, 0 for the sheet as a whole."""

    sheet: str
    row: int
    column: str
    wrong: str
    advice: str = ""


@dataclass(frozen=True)
class Row:
    """One filled row: its texts and days by column key. A column that the workbook lacks is None, an empty cell ""."""

    sheet: FormSheet
    number: int
    texts: dict[str, str | None]
    days: dict[str, date | None]

    def text(self, key: str) -> str:
        return self.texts.get(key) or ""

    def problem(self, key: str, wrong: str, advice: str = "") -> Problem:
        """Something wrong in this row's column `key` ("" for the row as a whole)."""
        column = next((said(each.words) for each in self.sheet.known if each.key == key), "")
        return Problem(said(self.sheet.words), self.number, column, wrong, advice)


def fill(row: Row, cells: Mapping[str, Cell | None]) -> Iterator[Problem]:
    """Reads the cells into the row, and says what is wrong with them."""
    for column in row.sheet.known:
        cell = cells[column.key]
        row.texts[column.key] = None
        if cell is None:
            continue
        problems = list(_take_day(row, column, cell) if column.day else _take_text(row, column, cell))
        yield from problems
        lacking = not says_anything(row.text(column.key)) and row.days.get(column.key) is None
        if column.required and lacking and not column.may_be_empty and not problems:
            yield row.problem(column.key, _("This must be filled in."))
    yield from _parts(row)


def _parts(row: Row) -> Iterator[Problem]:
    """Where a place stands in several columns, each must say something."""
    for whole, parts in row.sheet.parts.items():
        if row.texts[whole] is None:
            yield from (
                row.problem(part, _("This must be filled in.")) for part in parts if not says_anything(row.text(part))
            )


def _take_day(row: Row, column: FormColumn, cell: Cell) -> Iterator[Problem]:
    row.days[column.key] = None
    text = row.texts[column.key] = " ".join(str(cell).split())
    if not text:
        return
    try:
        day = row.days[column.key] = day_written(cell)
        row.texts[column.key] = day.isoformat()
    except NoDay:
        yield row.problem(
            column.key,
            _("“%(typed)s” is no date.") % {"typed": text[:30]},
            _("Write it as 2025-07-01, or format the cell as a date."),
        )


def _take_text(row: Row, column: FormColumn, cell: Cell) -> Iterator[Problem]:
    row.texts[column.key] = ""
    text = _unwrapped(" ".join(seen(str(cell)).split()))
    place = column.key in PLACES and row.sheet.key != "employees"
    if isinstance(cell, date) or (place and shown_as_day(text)):
        room, other = _("Excel has made a date of this room: %(text)s."), _("Excel has made a date of this: %(text)s.")
        wrong = (room if place else other) % {"text": text}
        yield row.problem(column.key, wrong, _("Format the column as text and type it anew."))
        return
    if _SHORTENED.fullmatch(text):
        wrong = _("Excel has shortened this number to %(text)s.") % {"text": text}
        yield row.problem(column.key, wrong, _("Format the column as text and type it anew."))
        return
    if text.isprintable() and not shows_anything(text):
        text = ""  # fillers that draw nothing
    row.texts[column.key] = text
    yield from _judge(row, column, text)


def _judge(row: Row, column: FormColumn, text: str) -> Iterator[Problem]:
    if not text.isprintable() or len(text) > 200:
        row.texts[column.key] = "?"
        yield row.problem(column.key, _("The cell holds signs that are no text, or far too many."), _("Type it anew."))
    elif column.key == "phone" and text and "*" not in text:
        try:
            row.texts[column.key] = written(clean_phones(text)) if column.several else clean_phone(text)
        except UnableToReadPhone as error:
            yield row.problem(column.key, str(error))
    elif column.choices and text and not any(same(words, text) for words in column.choices):
        choices = "、".join(said(words) for words in column.choices)
        yield row.problem(
            column.key,
            _("“%(typed)s” is none of the choices.") % {"typed": text[:30]},
            _("Write one of: %(choices)s.") % {"choices": choices},
        )


def _unwrapped(text: str) -> str:
    """Without what programs put around digits so that a spreadsheet keeps them: ="0001", '0001; or behind whole
    numbers, in a column with empty cells: 204.0."""
    if found := _DECIMAL.fullmatch(text):
        return found[1]
    found = _UNWRAPPED.fullmatch(text)
    return (found[1] or found[2] or "").strip() if found else text
