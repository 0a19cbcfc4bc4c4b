"""How somebody's list is read: which of its sheets and columns are which of ours. Guessed, then told by a person."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from jujiao.company.staff.workbook import usual
from jujiao.company.staff.workbook.form import HERE, NOTES, RELATIONS, ROLES, SHEETS, FormSheet, said, same
from jujiao.kernel.machine.spreadsheets import Cell, Sheet
from jujiao.kernel.record.access import Role

FIRST = 15
"""In how many filled rows of a sheet headings are looked for."""
FURTHER = "+"
"""Behind a key of ours: a further column of it."""
FEWEST = 2
"""How many known headings make a row the headings of a sheet whose name says nothing."""


@dataclass(frozen=True)
class Matching:
    """How one sheet is read: as which of ours ("" for not at all), below which row of headings, which column of ours
    stands in which place, what is `given` once for all rows where nothing stands, and whether rooms of residents that
    are not there yet are added. `more` are the places of further columns of one of ours; with `continues_rooms` a row
    without a room is of the room of the row above."""

    form: str = ""
    heading: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    adds_rooms: bool = False
    more: Mapping[str, Sequence[int]] = field(default_factory=dict)
    continues_rooms: bool = False

    @property
    def keys(self) -> dict[int, str]:
        """Which of ours stands in each place that is read."""
        further = {place: key for key, places in self.more.items() for place in places}
        return {place: key for key, place in self.columns.items()} | further

    @property
    def sheet(self) -> FormSheet | None:
        return next((each for each in SHEETS if each.key == self.form), None)

    def plain(self) -> dict[str, Any]:
        """For JSON; Matching(**plain) reads it."""
        return asdict(self)

    def missing(self) -> list[str]:
        """The keys of ours that are required and stand nowhere, neither whole, nor in parts, nor given."""
        form = self.sheet
        if form is None:
            return []
        there = {*self.columns, *self.given}
        return [
            each.key
            for each in form.columns
            if each.required and each.key not in there and not self._in_parts(form, each.key)
        ]

    def _in_parts(self, form: FormSheet, key: str) -> bool:
        return key in form.parts and all(part in self.columns for part in form.parts[key])


@dataclass(frozen=True)
class Guess:
    """A matching that nobody has told yet. It is `certain` where a person need not look at it: the list is our own
    form, or was matched before and takes nothing but its columns."""

    matching: Matching
    certain: bool = False
    as_before: bool = False


@dataclass(frozen=True)
class Remembered:
    """What a company matched before under the same headings: our key ("" for none, with FURTHER for a further column)
    of each, in their order."""

    form: str
    fields: Sequence[str]
    given: Mapping[str, str]
    adds_rooms: bool
    continues_rooms: bool = False


def guesses(sheets: Sequence[Sheet], remembered: Mapping[str, Remembered]) -> list[Guess]:
    """A guess for each sheet; `remembered` by digest of headings."""
    return [_guess(sheet, remembered) for sheet in sheets]


def all_certain(found: Sequence[Guess]) -> bool:
    """Whether the step in which a person matches the columns may be passed over."""
    return all(each.certain for each in found) and any(each.matching.form for each in found)


def digests(sheets: Sequence[Sheet]) -> set[str]:
    """Under what these sheets may be remembered."""
    return {digest(labels(sheet, number)) for sheet in sheets for number in heading_rows(sheet)}


def heading_rows(sheet: Sheet) -> list[int]:
    """The numbers of the rows that may be headings: the first that are filled."""
    return [number for number, cells in sheet.rows if _filled(cells)][:FIRST]


def labels(sheet: Sheet, number: int) -> list[str]:
    """The heading of each column where row `number` is the last row of headings: the text that stands lowest, within
    three rows. A line with a single text above is a title."""
    rows = dict(sheet.rows)
    found = _texts(rows.get(number, ()))
    for above in (number - 1, number - 2):
        upper = _texts(rows.get(above, ()))
        if sum(map(bool, upper)) < FEWEST:
            break
        width = max(len(found), len(upper))
        padded = [each + [""] * (width - len(each)) for each in (found, upper)]
        found = [low or high for low, high in zip(*padded, strict=True)]
    return found


def digest(headings: Sequence[str]) -> str:
    """Sha-256, hex, of a set of headings in any order. Nothing but this is kept of them: a list without headings begins
    with a person."""
    return hashlib.sha256(json.dumps([heading for heading, _place in _in_order(headings)]).encode()).hexdigest()


def remember(matching: Matching, headings: Sequence[str]) -> Remembered:
    """What is kept of a matching. A day that was given is asked for again."""
    first = {place: key for key, place in matching.columns.items()}
    fields = {place: key if place in first else f"{key}{FURTHER}" for place, key in matching.keys.items()}
    form = matching.sheet
    given = {key: word for key, word in matching.given.items() if form and not form.column(key).day}
    in_order = [fields.get(place, "") for _heading, place in _in_order(headings)]
    return Remembered(matching.form, in_order, given, matching.adds_rooms, matching.continues_rooms)


def recall(kept: Remembered, sheet: Sheet, number: int) -> Matching:
    """The matching as it was, for a sheet with the same headings in row `number`."""
    places = [place for _heading, place in _in_order(labels(sheet, number))]
    columns, more = placed(zip(kept.fields, places, strict=False))
    return Matching(kept.form, number, columns, kept.given, kept.adds_rooms, more, kept.continues_rooms)


def placed(fields: Iterable[tuple[str, int]]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The place of each column of ours, and the places of further ones, of keys with their places."""
    columns: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for key, place in sorted(fields, key=lambda each: each[1]):
        if key.endswith(FURTHER):
            more.setdefault(key.removesuffix(FURTHER), []).append(place)
        elif key:
            columns[key] = place
    return columns, more


def match(sheet: Sheet, form: FormSheet, number: int) -> tuple[Matching, bool]:
    """The columns of ours that the headings in row `number` name, and whether all of them by our own words."""
    headings = labels(sheet, number)
    columns, own = _columns(form, headings)
    further = _further(form, headings, columns)
    given = _given(form, headings, columns)
    return Matching(form.key, number, columns, given, more=further), own and not further


def _guess(sheet: Sheet, remembered: Mapping[str, Remembered]) -> Guess:
    numbers = heading_rows(sheet)
    if sheet.hidden or not numbers or same(NOTES, sheet.name):
        return Guess(Matching(), certain=True)
    for number in numbers:
        if kept := remembered.get(digest(labels(sheet, number))):
            matching = recall(kept, sheet, number)
            plain = not (matching.given or matching.adds_rooms or matching.continues_rooms)
            return Guess(matching, plain, as_before=True)
    named, own_name = _named(sheet.name)
    tried = [(*match(sheet, form, number), number) for form in named or SHEETS for number in numbers]
    matching, own, number = max(tried, key=lambda each: len(each[0].columns))
    if not named and len(matching.columns) < FEWEST:
        return Guess(Matching(), certain=True)
    certain = own_name and own and number == numbers[0] and not matching.missing() and not matching.given
    return Guess(_lowest(sheet, matching), certain)


def _named(name: str) -> tuple[list[FormSheet], bool]:
    """Which of our sheets the name of one says, and whether in our own words."""
    own = [form for form in SHEETS if same(form.words, name)]
    bare = usual.bare(name)
    exact = [form for form in SHEETS if bare in map(usual.bare, form.usual)]
    within = [(word, form) for form in SHEETS for word in (*form.words, *form.usual) if usual.bare(word) in bare]
    longest = [max(within, key=lambda each: len(each[0]))[1]] if within else []
    return own or exact or longest, bool(own)


def _lowest(sheet: Sheet, matching: Matching) -> Matching:
    """With the row below the headings, where that holds nothing but headings of a second line."""
    form, below = matching.sheet, matching.heading + 1
    texts = [text for text in _texts(dict(sheet.rows).get(below, ())) if text]
    if form is None or not texts or not all(_columns(form, [text])[0] for text in texts):
        return matching
    return match(sheet, form, below)[0]


def _columns(form: FormSheet, headings: Sequence[str]) -> tuple[dict[str, int], bool]:
    found: dict[str, int] = {}
    own = _keys(form, headings)
    for words_of in (_own_words, _usual_words):
        for place, heading in enumerate(headings):
            if place in found.values() or not heading:
                continue
            names = (key for key in own if key not in found and usual.bare(heading) in words_of(form.key, key))
            if key := next(names, None):
                found[key] = place
    return found, all(usual.bare(headings[place]) in _own_words(form.key, key) for key, place in found.items())


def _further(form: FormSheet, headings: Sequence[str], columns: Mapping[str, int]) -> dict[str, list[int]]:
    """The further columns of ours that the headings name: only beside a first one."""
    found = {}
    for column in form.columns:
        words = {usual.bare(word) for word in (*column.further, *column.further_usual)}
        there = [place for place, heading in enumerate(headings) if usual.bare(heading) in words]
        if there and column.key in columns:
            found[column.key] = [place for place in there if place not in columns.values()]
    return found


def _keys(form: FormSheet, headings: Sequence[str]) -> list[str]:
    """The keys to look for: the whole, or its parts where the first of them has a column of its own."""
    bare = {usual.bare(heading) for heading in headings}
    left_out: set[str] = set()
    for whole, (first, *_rest) in form.parts.items():
        in_parts = bare & (_own_words(form.key, first) | _usual_words(form.key, first))
        if in_parts and not bare & _own_words(form.key, whole):
            left_out.add(whole)
        else:
            left_out |= {each.key for each in form.more}
    return [each.key for each in form.known if each.key not in left_out]


def _given(form: FormSheet, headings: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """What a list of such headings says of all its rows; said in words, as in a cell."""
    given = {}
    name = usual.bare(headings[columns["name"]]) if "name" in columns else ""
    if form.key == "residents" and "relation" not in columns:
        for words, relation in ((usual.OWNERS_NAME, "owner"), (usual.TENANTS_NAME, "tenant")):
            if name in map(usual.bare, words):
                given["relation"] = said(next(said for key, said in RELATIONS.items() if key == relation))
    if form.key == "employees" and columns:
        given |= {
            key: said(words) for key, words in (("scope", HERE), ("role", ROLES[Role.MEMBER])) if key not in columns
        }
    return given


@cache
def _own_words(form: str, key: str) -> frozenset[str]:
    column = next(each for each in SHEETS if each.key == form).column(key)
    return frozenset(map(usual.bare, column.words))


@cache
def _usual_words(form: str, key: str) -> frozenset[str]:
    column = next(each for each in SHEETS if each.key == form).column(key)
    return frozenset(map(usual.bare, column.usual))


def _in_order(headings: Sequence[str]) -> list[tuple[str, int]]:
    return sorted((usual.bare(heading), place) for place, heading in enumerate(headings) if heading)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [" ".join(str(cell).split()) for cell in cells]


def _filled(cells: Sequence[Cell]) -> bool:
    return any(str(cell).strip() for cell in cells)
