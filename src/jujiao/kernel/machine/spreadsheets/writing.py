"""Writing workbooks. Every text is written as text: a cell that begins with = + - @ or a tab stays what it is."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

LONGEST = 32_000


@dataclass(frozen=True)
class Column:
    """A column's heading, its width in characters, what to write into it, and the words to choose from."""

    heading: str
    width: int = 14
    help: str = ""
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class _Formats:
    heading: Any
    text: Any
    day: Any


def write(sheets: Iterable[tuple[str, Sequence[Column], Iterable[Sequence[Any]]]], footer: str = "") -> bytes:
    """A workbook of sheets with a name, columns and rows of texts, days, numbers or None. The footer is printed on
    every page."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = _Formats(
            book.add_format({"bold": True, "bg_color": "#e8eef7", "bottom": 1}),
            book.add_format({"num_format": "@"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            if footer:
                # In footers & begins a code: doubled it is itself.
                sheet.set_footer("&C" + footer.replace("&", "&&")[:200])
            _write_columns(sheet, columns, formats)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, value, formats)
    return buffer.getvalue()


def _write_columns(sheet: Any, columns: Sequence[Column], formats: _Formats) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats.text)
        sheet.write_string(0, place, column.heading, formats.heading)
        if column.help:
            sheet.write_comment(0, place, column.help)
        if column.choices:
            sheet.data_validation(1, place, 20_000, place, {"validate": "list", "source": list(column.choices)})


def _write_cell(sheet: Any, row: int, column: int, value: Any, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value)[:LONGEST], formats.text)
