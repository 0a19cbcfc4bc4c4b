"""The room of a resident as a list writes it: in one cell, or in several."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import RESIDENTS, ROOMS
from jujiao.rules.places import parts_of, place_code, place_key

PARTS = ("building", "unit", "number")
OF_RESIDENTS = replace(ROOMS, words=RESIDENTS.words)
"""Rooms that stand in a sheet of residents: what is wrong with them is said of that sheet."""


def typed_place(row: Row) -> str:
    """The room in one text; "" where the row names none."""
    if row.texts["room"] is not None:
        return row.text("room")
    building, unit, number = (row.text(key) for key in PARTS)
    return place_code(building, unit, number) if number else ""


def rooms_of(rows: Iterable[Row]) -> Iterator[Row]:
    """A row of a room for each place that these residents live in, once."""
    seen = set()
    for row in rows:
        parts = [row.text(key) for key in PARTS] if row.texts["room"] is None else parts_of(row.text("room"))
        if len(parts) == len(PARTS) and parts[0] and parts[-1] and (key := place_key(*parts)) not in seen:
            seen.add(key)
            yield Row(OF_RESIDENTS, row.number, dict(zip(PARTS, parts, strict=True)), {})
