"""The room of a resident as a list writes it: in one cell, or in several."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import RESIDENTS, ROOMS, FormSheet
from jujiao.company.staff.workbook.told import ranges
from jujiao.kernel.machine.spreadsheets import Cell
from jujiao.rules.places import parts_of, place_code, place_key

PARTS = ("building", "unit", "number")
OF_RESIDENTS = replace(ROOMS, words=RESIDENTS.words)
"""Rooms that stand in a sheet of residents: what is wrong with them is said of that sheet."""


class Continuing:
    """The rooms of the rows of a list, one after the other: a row without one, below another row, is of the room of
    that one where the list `goes_on` so; else it is counted, for who might want that."""

    def __init__(self, form: FormSheet, *, goes_on: bool) -> None:
        self.keys = [key for key in ("room", *PARTS) if form.key == RESIDENTS.key]
        self.goes_on = goes_on
        self.above: dict[str, Cell | None] = {}
        self.without: list[int] = []

    def end(self) -> None:
        """A line that is no row: nothing goes on below it."""
        self.above = {}

    def read(self, number: int, cells: Mapping[str, Cell | None]) -> Mapping[str, Cell | None]:
        """The cells of the next row, with the room of the one above where it has none."""
        rooms = {key: cells[key] for key in self.keys}
        if any(str(cell).strip() for cell in rooms.values() if cell is not None):
            self.above = rooms
        elif self.above:
            self.without.append(number)
            return {**cells, **self.above} if self.goes_on else cells
        return cells

    def told(self, sheet: str) -> list[str]:
        """What is told of the rows that had none."""
        if not self.without:
            return []
        if self.goes_on:
            words = _("%(sheet)s: %(count)s rows without a room go on with the room of the row above: %(rows)s.")
        else:
            words = _(
                "%(sheet)s: %(count)s rows have no room: %(rows)s. Where the room of the row above goes on, say so at"
                " “Match the columns”."
            )
        return [words % {"sheet": sheet, "count": len(self.without), "rows": ranges(self.without)}]


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
