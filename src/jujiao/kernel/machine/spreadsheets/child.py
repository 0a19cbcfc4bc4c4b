"""A program of its own that reads a list from stdin and writes its cells as JSON to stdout: an Excel workbook (.xlsx,
.xls), or text with separators (.csv).

The list comes from outside: whatever it makes its reader do, it does here, with little memory and time."""

import csv
import io
import json
import os
import re
import resource
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from typing import Any

UNREADABLE = 3
TOO_LONG = 4
NO_LIST = 5

MOST_MERGED = 20_000
LONGEST_CELL = 32_767
"""Characters, as in Excel."""
DELIMITERS = ",;\t"
SAMPLE = 65_536
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
PROPERTIES = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*>")
SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


class TooLongError(Exception):
    """A sheet has more rows than may be."""


class NoListError(Exception):
    """The text has no columns, or signs that no text has."""


def main() -> int:
    """The exit code: 0, UNREADABLE, TOO_LONG or NO_LIST; anything else is a fall."""
    kind, (memory, seconds, *most) = sys.argv[1], map(int, sys.argv[2:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        sheets = text(content, *most) if kind == "text" else workbook(content, kind, *most)
    except TooLongError:
        return TOO_LONG
    except NoListError:
        return NO_LIST
    except Exception:  # noqa: BLE001 - the reader raises what it likes; the parent only needs to know that it did
        return UNREADABLE
    json.dump(sheets, sys.stdout, ensure_ascii=True)
    return 0


def workbook(content: bytes, kind: str, most_rows: int, most_columns: int, most_sheets: int) -> list[dict[str, Any]]:
    """The sheets of an Excel workbook, with what its author hid or merged."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    old = opened_old(content) if kind == "old" else None
    hidden = hidden_in_old(old) if kind == "old" else hidden_in(content)
    since_1904 = bool(old and old.datemode) if kind == "old" else counts_since_1904(content)
    sheets = []
    for told in book.sheets_metadata[:most_sheets]:
        sheet = book.get_sheet_by_name(told.name)
        if sheet.height > most_rows:
            raise TooLongError
        first_row, first_column = sheet.start or (0, 0)
        rows = sheet.to_python(skip_empty_area=True, nrows=most_rows)
        rows_hidden, columns_hidden = hidden.get(told.name, ([], []))
        sheets.append(
            {
                "name": told.name,
                "first_row": first_row,
                "first_column": first_column,
                "rows": [[plain(cell) for cell in row[:most_columns]] for row in rows],
                "merged": [[*first, *last] for first, last in (sheet.merged_cell_ranges or [])[:MOST_MERGED]],
                "hidden": told.visible != SheetVisibleEnum.Visible,
                "since_1904": since_1904,
                "hidden_rows": rows_hidden[:most_rows],
                "hidden_columns": [column for column in columns_hidden if column < most_columns],
            }
        )
    return sheets


def hidden_in(content: bytes) -> dict[str, tuple[list[int], list[int]]]:
    """Hidden rows and columns, counted from 0, by the name of the sheet: calamine does not tell of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {}
        for each in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
            found = attributes(each)
            parts[found.get("Id", "")] = f"xl/{found.get('Target', '')}".replace("xl//xl/", "xl/")
        hidden = {}
        for each in SHEET.findall(archive.read("xl/workbook.xml")):
            found = attributes(each)
            part = parts.get(found.get("r:id", ""), "")
            if part in archive.namelist():
                hidden[unescaped(found.get("name", ""))] = hidden_of(archive.read(part))
    return hidden


def hidden_of(part: bytes) -> tuple[list[int], list[int]]:
    """The hidden rows and columns of one sheet."""
    rows: list[int] = []
    columns: list[int] = []
    number = 0
    for each in ROW.finditer(part):
        found = attributes(each[0])
        number = int(found.get("r", number + 1))
        if found.get("hidden") in {"1", "true"}:
            rows.append(number - 1)
    for each in COLUMN.finditer(part):
        found = attributes(each[0])
        if found.get("hidden") in {"1", "true"}:
            first, last = int(found.get("min", 1)), int(found.get("max", 1))
            columns += range(first - 1, min(last, first + 100))
    return rows, columns


def counts_since_1904(content: bytes) -> bool:
    """Whether numbers that stand for days count from 1904, as in workbooks of the old Macintosh."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = PROPERTIES.search(archive.read("xl/workbook.xml"))
    return found is not None and attributes(found[0]).get("date1904") in {"1", "true"}


def opened_old(content: bytes) -> Any:
    """An .xls as xlrd opens it; None for one that only calamine understands."""
    import xlrd

    try:
        with open(os.devnull, "w", encoding="utf-8") as silent:  # noqa: PTH123 - it says on stdout what it wonders at
            return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=silent)
    except Exception:  # noqa: BLE001 - as above
        return None


def hidden_in_old(book: Any) -> dict[str, tuple[list[int], list[int]]]:
    """The same of an .xls. One that only calamine understands is read, without what was hidden in it."""
    if book is None:
        return {}
    return {
        sheet.name: (
            sorted(row for row, told in sheet.rowinfo_map.items() if told.hidden),
            sorted(column for column, told in sheet.colinfo_map.items() if told.hidden),
        )
        for sheet in book.sheets()
    }


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of an XML tag; that of a relation is called r:id, whatever its prefix."""
    found = {name.decode(): value.decode("utf-8", "replace") for name, value in ATTRIBUTE.findall(tag)}
    return {"r:id" if name.endswith(":id") else name: value for name, value in found.items()}


def unescaped(text: str) -> str:
    """An attribute's text."""
    from html import unescape

    return unescape(text)


def text(content: bytes, most_rows: int, most_columns: int, _most_sheets: int) -> list[dict[str, Any]]:
    """The one sheet of a text with separators."""
    csv.field_size_limit(LONGEST_CELL)
    decoded = decode(content)
    if CONTROL.search(decoded):
        raise NoListError
    delimiter = delimiter_of(decoded)
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter):
        rows.append(row[:most_columns])
        if len(rows) > most_rows:
            raise TooLongError
    if rows and rows[0] == ["sep=", ""]:
        rows[0] = []
    return [{"name": "CSV", "first_row": 0, "first_column": 0, "rows": rows}]


def decode(content: bytes) -> str:
    """The text: UTF-8 or UTF-16 by its mark, UTF-8 without one, else GB18030, which holds GBK and GB2312."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoListError


def delimiter_of(decoded: str) -> str:
    """The separator by which most lines of the beginning have the same number of columns, more than one."""
    best, delimiter = (0, 0), ""
    for each in DELIMITERS:
        sample = csv.reader(io.StringIO(decoded[:SAMPLE], newline=""), delimiter=each)
        wide = Counter(len(row) for row in sample if len(row) > 1)
        if wide:
            columns, lines = wide.most_common(1)[0]
            best, delimiter = max((best, delimiter), ((lines, columns), each))
    if not delimiter:
        raise NoListError
    return delimiter


def plain(cell: Any) -> Any:
    """A cell for JSON: text, number, truth, or a day as {"day": …}."""
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, (str, int, float, bool)):
        return cell
    return str(cell)


if __name__ == "__main__":
    sys.exit(main())
