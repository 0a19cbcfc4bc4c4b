"""From cells to rows of values, with everything that is wrong said in words: where, what, and what to do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from jujiao.company.estates.contact import UnableToReadPhone, clean_phone, clean_phones
from jujiao.company.staff.workbook.form import NOTES, SHEETS, FormColumn, FormSheet, said, same
from jujiao.kernel.machine.spreadsheets import Cell, Sheet
from jujiao.rules.phone_lists import written
from jujiao.rules.phones import seen
from jujiao.rules.texts import says_anything, shows_anything

_DAYS = (
    re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII),
    re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII),
)


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
        column = next((said(each.words) for each in self.sheet.columns if each.key == key), "")
        return Problem(said(self.sheet.words), self.number, column, wrong, advice)


@dataclass
class Contents:
    """What a workbook holds: the rows of each known sheet, what is wrong with them, and what was passed over."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {sheet.key: [] for sheet in SHEETS})
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def contents_of(sheets: Iterable[Sheet]) -> Contents:
    """The rows of the form's sheets; at least one of them must be there."""
    contents = Contents()
    found = False
    for sheet in sheets:
        form = next((each for each in SHEETS if same(each.words, sheet.name)), None)
        if form is not None:
            found = True
            _take_sheet(form, sheet, contents)
        elif not same(NOTES, sheet.name):
            contents.passed_over.append(sheet.name)
    if not found:
        names = "、".join(said(each.words) for each in SHEETS)
        wrong = _("None of the sheets %(names)s is in this workbook.") % {"names": names}
        contents.problems.append(Problem("", 0, "", wrong, _("Download the empty form and fill that in.")))
    return contents


def _take_sheet(form: FormSheet, sheet: Sheet, contents: Contents) -> None:
    rows = iter(sheet.rows)
    heading = next((cells for _number, cells in rows if any(str(cell).strip() for cell in cells)), [])
    places = _places(form, heading)
    contents.passed_over += [
        f"{sheet.name}: {cell}"
        for place, cell in enumerate(heading)
        if place not in places.values() and str(cell).strip()
    ]
    if missing := [column for column in form.columns if column.required and column.key not in places]:
        contents.problems += [
            Problem(
                said(form.words),
                0,
                said(column.words),
                _("This column is missing."),
                _("Put its heading into the first row, as in the empty form."),
            )
            for column in missing
        ]
        return
    for number, cells in rows:
        if any(str(cell).strip() for cell in cells):
            row = Row(form, number, {}, {})
            contents.problems += _fill(row, places, cells)
            contents.rows[form.key].append(row)


def _places(form: FormSheet, heading: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, by key."""
    return {
        column.key: place
        for column in form.columns
        for place, cell in reversed(list(enumerate(heading)))
        if same(column.words, str(cell))
    }


def _fill(row: Row, places: dict[str, int], cells: Sequence[Cell]) -> Iterator[Problem]:
    for column in row.sheet.columns:
        if column.key not in places:
            row.texts[column.key] = None
            continue
        place = places[column.key]
        cell = cells[place] if place < len(cells) else ""
        if column.key in DAYS:
            yield from _take_day(row, column, cell)
        else:
            yield from _take_text(row, column, cell)
        if column.required and not says_anything(row.text(column.key)) and row.days.get(column.key) is None:
            yield row.problem(column.key, _("This must be filled in."))


DAYS = {"moved_in", "moved_out", "joined_on", "left_on", "starts_on", "ends_on"}


def _take_day(row: Row, column: FormColumn, cell: Cell) -> Iterator[Problem]:
    row.days[column.key] = None
    text = cell.isoformat() if isinstance(cell, date) else str(cell).strip()
    row.texts[column.key] = text
    if not text:
        return
    try:
        parts = next(found.groups() for form in _DAYS if (found := form.fullmatch(text)))
        row.days[column.key] = date(*map(int, parts))
    except (ValueError, StopIteration):
        yield row.problem(
            column.key,
            _("“%(typed)s” is no date.") % {"typed": text[:30]},
            _("Write it as 2025-07-01, or format the cell as a date."),
        )


def _take_text(row: Row, column: FormColumn, cell: Cell) -> Iterator[Problem]:
    text = " ".join(seen(str(cell)).split()) if not isinstance(cell, date) else cell.isoformat()
    if text.isprintable() and not shows_anything(text):
        text = ""  # fillers that draw nothing
    row.texts[column.key] = text
    if not text.isprintable() or len(text) > 200:
        row.texts[column.key] = "?"
        yield row.problem(column.key, _("The cell holds signs that are no text, or far too many."), _("Type it anew."))
    elif column.contact and text and "*" not in text:
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
