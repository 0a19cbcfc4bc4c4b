"""A program of its own that reads a workbook from stdin and writes its cells as JSON to stdout.

The workbook comes from outside: whatever it makes its reader do, it does here, with little memory and time."""

import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

UNREADABLE = 3
TOO_LONG = 4


def main() -> int:
    """The exit code: 0, UNREADABLE or TOO_LONG; anything else is a fall."""
    memory, seconds, most_rows, most_columns, most_sheets = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = []
        for name in book.sheet_names[:most_sheets]:
            sheet = book.get_sheet_by_name(name)
            if sheet.height > most_rows:
                return TOO_LONG
            rows = sheet.to_python(skip_empty_area=True, nrows=most_rows)
            first_row, first_column = sheet.start or (0, 0)
            cells = [[_plain(cell) for cell in row[:most_columns]] for row in rows]
            sheets.append({"name": name, "first_row": first_row, "first_column": first_column, "rows": cells})
    except Exception:  # noqa: BLE001 - the reader raises what it likes; the parent only needs to know that it did
        return UNREADABLE
    json.dump(sheets, sys.stdout, ensure_ascii=True)
    return 0


def _plain(cell: Any) -> Any:
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
