"""What people say about the columns of a list that they sent: one form for each of its sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from jujiao.company.staff.workbook.form import SHEETS, FormColumn, FormSheet, said
from jujiao.company.staff.workbook.matching import FURTHER, Matching, heading_rows, labels, match, placed
from jujiao.company.staff.workbook.told import letter
from jujiao.kernel.machine.spreadsheets import Cell, Sheet
from jujiao.kernel.pages.inputs import DayInput
from jujiao.rules.privacy import mask_digits

VALUES = 3
"""How many of a column's first values are shown."""
WORDS = 24
NONE = "none"


@dataclass(frozen=True)
class TheirColumn:
    """A column of theirs: its letter, its heading, its first values and the field that says which of ours it is."""

    letter: str
    heading: str
    values: Sequence[str]
    field: BoundField


class SheetForm(forms.Form):
    """Which of our sheets this is, below which row it begins, and which column is which.

    The fields for columns are those of the sheet and the heading as they are chosen: with another choice the form is
    drawn anew."""

    form = forms.ChoiceField()
    heading = forms.TypedChoiceField(coerce=int)

    def __init__(self, sheet: Sheet, matching: Matching, data: Mapping[str, Any] | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.sheet = sheet
        self.rows = heading_rows(sheet)
        self.matching = _chosen(sheet, matching, self.rows, data, prefix)
        self.headings = labels(sheet, self.matching.heading)
        self.ours: FormSheet | None = self.matching.sheet
        self._offer_sheets()
        if self.ours is not None:
            self._offer_columns(self.ours)

    def _offer_sheets(self) -> None:
        chosen: Any = self.fields["form"]
        chosen.label = _("Taken over as")
        chosen.choices = [*((each.key, said(each.words)) for each in SHEETS), (NONE, _("not at all"))]
        chosen.initial = self.matching.form or NONE
        heading: Any = self.fields["heading"]
        heading.label = _("Last row of headings")
        heading.choices = [(number, str(number)) for number in self.rows]
        heading.initial = self.matching.heading

    def _offer_columns(self, ours: FormSheet) -> None:
        first = self.matching.columns.values()
        keys = {place: key if place in first else f"{key}{FURTHER}" for place, key in self.matching.keys.items()}
        choices = [("", "—"), *(choice for each in ours.known for choice in _choices(each))]
        for place in range(self.width):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=self._heading(place),
                choices=choices,
                required=False,
                initial=keys.get(place, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        for column in ours.columns:
            if column.once:
                self.fields[f"given_{column.key}"] = _once(column, self.matching.given.get(column.key, ""))
        if ours.key == "residents":
            self.fields["adds_rooms"] = forms.BooleanField(
                label=_("Add rooms that are not there yet"), required=False, initial=self.matching.adds_rooms
            )
            self.fields["continues_rooms"] = forms.BooleanField(
                label=_("A row without a room goes on with the room of the row above"),
                required=False,
                initial=self.matching.continues_rooms,
            )

    def switches(self) -> list[BoundField]:
        """How rows of residents are read whose rooms are not there, or not written down."""
        return [self[name] for name in ("adds_rooms", "continues_rooms") if name in self.fields]

    @property
    def drawn(self) -> str:
        """For what the fields of the form are drawn."""
        return f"{self.matching.form} {self.matching.heading}"

    @property
    def width(self) -> int:
        """How many columns there are: as far as there are headings or values."""
        filled = [len(self.headings)]
        filled += [
            place + 1 for _number, cells in self._below() for place, cell in enumerate(cells) if str(cell).strip()
        ]
        return max(filled)

    def columns(self) -> Iterator[TheirColumn]:
        """Their columns, but for those without a heading or a value."""
        for place in range(self.width if self.ours else 0):
            heading = self.headings[place] if place < len(self.headings) else ""
            values = self._values(place)
            if heading or values:
                yield TheirColumn(letter(place), heading, values, self[f"column{place}"])

    def given(self) -> list[BoundField]:
        """What may be said once for all rows."""
        return [self[name] for name in self.fields if name.startswith("given_")]

    def clean(self) -> dict[str, Any]:
        """Each of ours once, and all that are required."""
        given = super().clean() or {}
        if self.ours is None or self.errors:
            return given
        first: dict[str, str] = {}
        for name in [name for name in self.fields if name.startswith("column")]:
            key = given[name]
            if key in first and not key.endswith(FURTHER):
                column = said(self.ours.column(key).words)
                self.add_error(name, _("%(column)s is matched twice. Leave one out.") % {"column": column})
            elif key:
                first[key] = name
        self._require(self.ours)
        return given

    def told(self) -> Matching:
        """The matching as it was said."""
        given = self.cleaned_data
        if self.ours is None:
            return Matching("", given["heading"])
        # One that was refused is not among them.
        columns, more = placed((given.get(f"column{place}", ""), place) for place in range(self.width))
        once = {column.key: given.get(f"given_{column.key}") for column in self.ours.columns}
        return Matching(
            form=self.ours.key,
            heading=given["heading"],
            columns=columns,
            given={key: str(word) for key, word in once.items() if word},
            adds_rooms=given.get("adds_rooms", False),
            more=more,
            continues_rooms=given.get("continues_rooms", False),
        )

    def _require(self, ours: FormSheet) -> None:
        for key in self.told().missing():
            words = said(ours.column(key).words)
            name = f"given_{key}" if ours.column(key).once else None
            self.add_error(name, _("%(column)s is required: choose its column.") % {"column": words})

    def _heading(self, place: int) -> str:
        heading = self.headings[place] if place < len(self.headings) else ""
        return f"{letter(place)} {heading}".strip()

    def _below(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        return ((number, cells) for number, cells in self.sheet.rows if number > self.matching.heading)

    def _values(self, place: int) -> list[str]:
        """The first values of a column; long numbers are masked, they may be of phones and papers."""
        values: list[str] = []
        for _number, cells in self._below():
            text = " ".join(str(cells[place]).split()) if place < len(cells) else ""
            if text:
                values.append(mask_digits(text)[:WORDS])
            if len(values) == VALUES:
                break
        return values


def _chosen(
    sheet: Sheet, matching: Matching, rows: Sequence[int], data: Mapping[str, Any] | None, prefix: str
) -> Matching:
    """The matching to begin with: as guessed, or anew for another of our sheets, or for other headings."""
    form, heading = matching.form, matching.heading or (rows[0] if rows else 0)
    if data is not None:
        form = data.get(f"{prefix}-form", "")
        typed = data.get(f"{prefix}-heading", "")
        heading = next((number for number in rows if str(number) == typed), heading)
    ours = next((each for each in SHEETS if each.key == form), None)
    if ours is None:
        return Matching("", heading)
    if (form, heading) == (matching.form, matching.heading):
        return matching
    return match(sheet, ours, heading)[0]


def _choices(column: FormColumn) -> Iterator[tuple[str, str]]:
    """A column of ours, and where a list may have more of it, a further one."""
    yield column.key, _name(column)
    if column.further:
        yield f"{column.key}{FURTHER}", said(column.further)


def _name(column: FormColumn) -> str:
    """A column of ours by its words, with a mark where it is required."""
    words = said(column.words)
    return f"{words} *" if column.required else words


def _once(column: FormColumn, word: str) -> forms.Field:
    label = _("%(column)s where nothing stands") % {"column": said(column.words)}
    if column.day:
        return forms.DateField(label=label, required=False, initial=word, widget=DayInput)
    choices = [("", "—"), *((said(words), said(words)) for words in column.choices)]
    return forms.ChoiceField(label=label, required=False, initial=word, choices=choices)
