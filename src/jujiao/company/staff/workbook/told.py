"""What is told of how a list was read: what is hidden in it, what was filled down, what was left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from jujiao.company.staff.workbook.form import FormSheet, said
from jujiao.company.staff.workbook.matching import Matching
from jujiao.kernel.machine.spreadsheets import Cell, Sheet

NAMED = 12
"""How many rows or cells are named one by one."""


def letter(place: int) -> str:
    """What a spreadsheet calls the column in this place, counted from 0."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def ranges(numbers: Iterable[int]) -> str:
    """Row numbers as people read them: 4, 7–9, 12."""
    parts = []
    for _step, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        first, *others = [number for _place, number in run]
        parts.append(f"{first}–{others[-1]}" if others else str(first))
    return _some(parts)


def hidden_sheet(name: str) -> str:
    return _("The sheet %(sheet)s is hidden in the file and left out.") % {"sheet": name}


def hidden_parts(sheet: Sheet, matching: Matching) -> Iterator[str]:
    """What the author of the list does not see, and we read."""
    filled = {number for number, cells in sheet.rows if any(str(cell).strip() for cell in cells)}
    if rows := [number for number in sheet.hidden_rows & filled if number > matching.heading]:
        words = _("%(sheet)s: these rows are hidden in the file and are read like the others: %(rows)s.")
        yield words % {"sheet": sheet.name, "rows": ranges(rows)}
    if columns := sheet.hidden_columns & set(matching.keys):
        words = _("%(sheet)s: these columns are hidden in the file and are read like the others: %(columns)s.")
        yield words % {"sheet": sheet.name, "columns": _some([letter(place) for place in sorted(columns)])}


def filled_down(sheet: Sheet, matching: Matching, said_of_it: list[str]) -> dict[tuple[int, int], Cell]:
    """What stands in the lower rows of merged cells, by row and place: what stands in the first of them.

    Phone numbers stay with the first: several people would have them."""
    form, rows = matching.sheet, dict(sheet.rows)
    keys = matching.keys
    down: dict[tuple[int, int], Cell] = {}
    filled, kept = [], []
    for merge in sorted(sheet.merged, key=lambda each: (each.first_row, each.first_column)):
        key = keys.get(merge.first_column)
        cells = rows.get(merge.first_row, ())
        cell = cells[merge.first_column] if merge.first_column < len(cells) else ""
        lower = [number for number in range(merge.first_row + 1, merge.last_row + 1) if number in rows]
        if form is None or key is None or merge.first_row <= matching.heading or not lower or not str(cell).strip():
            continue
        area = f"{letter(merge.first_column)}{merge.first_row}–{lower[-1]}"
        if form.column(key).contact:
            kept.append(area)
            continue
        filled.append(f"{area} ({str(cell)[:30]})")
        down |= {(number, merge.first_column): cell for number in lower}
    if filled:
        words = _("%(sheet)s: merged cells count for each of their rows: %(cells)s.")
        said_of_it.append(words % {"sheet": sheet.name, "cells": _some(filled)})
    if kept:
        words = _("%(sheet)s: merged phone numbers stay with the first row: %(cells)s.")
        said_of_it.append(words % {"sheet": sheet.name, "cells": _some(kept)})
    return down


def no_rows(sheet: str, numbers: Sequence[int]) -> str:
    words = _("%(sheet)s: these rows are headings, totals or notes and are left out: %(rows)s.")
    return words % {"sheet": sheet, "rows": ranges(numbers)}


def given_once(sheet: Sheet, form: FormSheet, given: Mapping[str, str], times: Mapping[str, int]) -> Iterator[str]:
    """How often what was given for all rows was taken."""
    for key, word in given.items():
        if times.get(key):
            words = _("%(sheet)s: %(column)s is %(word)s in %(count)s rows, where nothing stands.")
            column = said(form.column(key).words)
            yield words % {"sheet": sheet.name, "column": column, "word": word, "count": times[key]}


def _some(parts: Sequence[str]) -> str:
    more = len(parts) - NAMED
    return ", ".join(parts[:NAMED]) + (_(" and %(count)s more") % {"count": more} if more > 0 else "")
