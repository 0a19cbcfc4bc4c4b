"""The room of a resident as a list writes it: in one cell, or in several."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jujiao.company.estates.codes import room_code, typed_code
from jujiao.company.estates.models import Room
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import RESIDENTS, ROOMS

PARTS = ("building", "unit", "number")
OF_RESIDENTS = replace(ROOMS, words=RESIDENTS.words)
"""Rooms that stand in a sheet of residents: what is wrong with them is said of that sheet."""


def typed_place(row: Row) -> str:
    """The room in one text; "" where the row names none."""
    if row.texts["room"] is not None:
        return row.text("room")
    building, unit, number = (row.text(key) for key in PARTS)
    return room_code(building, unit, number) if number else ""


def find_room(typed: str, rooms: Mapping[str, Room]) -> Room | None:
    """The room that the text names, of those by code."""
    return rooms.get(typed) or rooms.get("-".join(typed_code(typed)))


def rooms_of(rows: Iterable[Row]) -> Iterator[Row]:
    """A row of a room for each place that these residents live in, once."""
    seen = set()
    for row in rows:
        parts = [row.text(key) for key in PARTS] if row.texts["room"] is None else typed_code(row.text("room"))
        if len(parts) == len(PARTS) and all(parts) and (code := room_code(*parts)) not in seen:
            seen.add(code)
            yield Row(OF_RESIDENTS, row.number, dict(zip(PARTS, parts, strict=True)), {})
