"""The rows of a list by our own sheets, and what is told of how they were read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from jujiao.company.staff.workbook import told, usual
from jujiao.company.staff.workbook.cells import Problem, Row, fill
from jujiao.company.staff.workbook.form import NOTES, SHEETS, FormSheet, said, same
from jujiao.company.staff.workbook.matching import Matching, labels
from jujiao.company.staff.workbook.places import Continuing
from jujiao.kernel.machine.spreadsheets import Cell, Sheet
from jujiao.rules.phone_lists import joined
from jujiao.rules.written_days import serial_of_1900


@dataclass
class Contents:
    """What a list holds: the rows of each known sheet, what is wrong with them, what was left out, what is `told` of
    how it was read, and those residents whose rooms are added where they are not there yet."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {sheet.key: [] for sheet in SHEETS})
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    adding_rooms: list[Row] = field(default_factory=list)


def contents_of(sheets: Sequence[Sheet], matchings: Sequence[Matching]) -> Contents:
    """The rows of the sheets, each read by its matching; at least one must be one of ours."""
    contents = Contents()
    for sheet, matching in zip(sheets, matchings, strict=True):
        if matching.sheet is not None:
            _Reading(sheet, matching, matching.sheet, contents).take()
        elif sheet.hidden:
            contents.told.append(told.hidden_sheet(sheet.name))
        elif not same(NOTES, sheet.name):
            contents.passed_over.append(sheet.name)
    if not any(matching.form for matching in matchings):
        names = "、".join(said(each.words) for each in SHEETS)
        wrong = _("None of the sheets %(names)s is in this workbook.") % {"names": names}
        advice = _("Match the columns, or download the empty form and fill that in.")
        contents.problems.append(Problem("", 0, "", wrong, advice))
    return contents


class _Reading:
    """One sheet on its way into rows."""

    def __init__(self, sheet: Sheet, matching: Matching, form: FormSheet, contents: Contents) -> None:
        self.sheet = sheet
        self.matching = matching
        self.form = form
        self.contents = contents
        self.headings = labels(sheet, matching.heading)
        self.given: Counter[str] = Counter()

    def take(self) -> None:
        places = self.matching.keys
        self.contents.passed_over += [
            f"{self.sheet.name}: {heading}"
            for place, heading in enumerate(self.headings)
            if place not in places and heading
        ]
        if missing := self.matching.missing():
            advice = _("Match it to a column of the list, or put its heading into the list.")
            self.contents.problems += [
                Problem(
                    said(self.form.words), 0, said(self.form.column(key).words), _("This column is missing."), advice
                )
                for key in missing
            ]
            return
        self._take_rows(told.filled_down(self.sheet, self.matching, self.contents.told))
        self.contents.told += told.hidden_parts(self.sheet, self.matching)
        self.contents.told += told.given_once(self.sheet, self.form, self.matching.given, self.given)

    def _take_rows(self, filled: Mapping[tuple[int, int], Cell]) -> None:
        left_out = []
        rooms = Continuing(self.form, goes_on=self.matching.continues_rooms)
        for number, cells in self.sheet.rows:
            if number <= self.matching.heading or not any(str(cell).strip() for cell in cells):
                rooms.end()
                continue
            if self._is_none(cells):
                rooms.end()
                left_out.append(number)
                continue
            row = Row(self.form, number, {}, {})
            self.contents.problems += fill(row, rooms.read(number, self._cells(number, cells, filled)))
            self.contents.rows[self.form.key].append(row)
            if self.matching.adds_rooms:
                self.contents.adding_rooms.append(row)
        self.contents.told += rooms.told(self.sheet.name)
        if left_out:
            self.contents.told.append(told.no_rows(self.sheet.name, left_out))

    def _is_none(self, cells: Sequence[Cell]) -> bool:
        """Whether this is a line of headings printed once more, or one below the list: a total, who made it, a note."""
        texts = [" ".join(str(cell).split()) for cell in cells]
        if texts[: len(self.headings)] == self.headings[: len(texts)]:
            return True
        first = usual.bare(next(text for text in texts if text))
        required = [self.matching.columns[each.key] for each in self.form.known if each.key in self.matching.columns]
        empty = [place for place in required if place >= len(texts) or not texts[place]]
        return len(empty) * 2 >= len(required) and any(first.startswith(word) for word in usual.FOOT)

    def _cells(
        self, number: int, cells: Sequence[Cell], filled: Mapping[tuple[int, int], Cell]
    ) -> dict[str, Cell | None]:
        """The row's cells by key; None for a column that the list lacks."""
        found: dict[str, Cell | None] = {}
        for column in self.form.known:
            place = self.matching.columns.get(column.key)
            cell = None if place is None else filled.get((number, place), cells[place] if place < len(cells) else "")
            if self.sheet.since_1904 and column.day and cell is not None:
                cell = serial_of_1900(cell)
            if further := self.matching.more.get(column.key):
                several = [cells[each] for each in further if each < len(cells)]
                cell = joined(" ".join(str(each).split()) for each in (cell, *several) if each is not None)
            given = self.matching.given.get(column.key)
            if given and (cell is None or not str(cell).strip()):
                self.given[column.key] += 1
                cell = given
            found[column.key] = cell
        return found
