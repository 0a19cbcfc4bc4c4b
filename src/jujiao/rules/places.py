"""3.2.1: a place as people write and say it, and the one key by which two ways of writing mean the same place.

A place is read as marks: numbers without leading zeros, Latin letters in capitals, and words (东区, 商铺, 甲). What
says only the kind of a place (栋 幢 号楼 座 单元 门 梯 号 室 …) is no mark where it follows one that names a place:
3栋, 3号楼 and 3幢 are the building 3 of an estate, while 东门 and 红楼 stay what they are; nor is the 第 of 第3栋.
The key is the marks in order: "1栋2单元204室", "1棟2單元204", "1-2-204" and "1 2 0204" have the same, 0102 has that of
102 and not that of 1102."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from jujiao.rules.numerals import numbered
from jujiao.rules.place_characters import simplified

DIGITS = 4
"""Of a number that may be filled up with zeros: 012, 0102."""


class Part(StrEnum):
    """Which part of a place is over after a mark, where its own words say so."""

    BUILDING = "b"
    UNIT = "u"
    NUMBER = "n"
    UNSAID = "x"


_KINDS = {
    "号楼": Part.BUILDING, "#楼": Part.BUILDING, "号院": Part.BUILDING, "栋": Part.BUILDING, "幢": Part.BUILDING,
    "座": Part.BUILDING, "单元": Part.UNIT, "门": Part.UNIT, "梯": Part.UNIT, "号室": Part.NUMBER, "号房": Part.NUMBER,
    "室": Part.NUMBER, "房": Part.NUMBER, "户": Part.NUMBER, "楼": Part.UNSAID, "号": Part.UNSAID, "#": Part.UNSAID,
}  # fmt: skip
_ALL = "|".join(_KINDS)
_ALWAYS = "单元|号楼|栋|幢"
_CHARACTER = r"[^\W0-9A-Z_]"
_SIGNS = r"[^\w\-]*"
_MORE = rf"(?:{_SIGNS}(?:{_ALL}))*"
_KIND = re.compile(
    rf"(?<=[0-9A-Z甲乙丙丁戊己庚辛壬癸]){_SIGNS}(?P<a>{_ALL}){_MORE}"
    rf"|(?<=[东南西北中]){_SIGNS}(?P<b>单元|栋|幢){_MORE}"
    rf"|(?<=[^\W_]){_SIGNS}(?P<c>{_ALWAYS}){_MORE}(?!{_SIGNS}{_CHARACTER})"
)
"""The words for a kind of place: any of them after what names one, the plainest after any word where a name ends."""
_ORDINAL = re.compile(r"第(?=\s*[0-9])")
_ENGLISH = re.compile(
    r"(?<![A-Z])(?:(?P<b>BUILDING|BLDG)|(?P<u>UNIT)|ROOM|RM)[\s.]*(?P<name>[0-9]+[A-Z]?|[A-Z])(?![0-9A-Z])"
)
_MARK = re.compile(rf"(?P<mark>[0-9]+|[A-Z]+|{_CHARACTER}+)|(?P<end>[\ue000-\ue003])")
_ENDS = dict(zip(Part, "\ue000\ue001\ue002\ue003", strict=True))
_STARTS = {end: part for part, end in _ENDS.items()}


@dataclass(frozen=True)
class Mark:
    """A number, a word, or Latin letters, as written; `ends` says which part of the place is over after it."""

    text: str
    ends: Part | None = None

    @property
    def key(self) -> str:
        """The same without the zeros that only fill up a number of a building or room."""
        fills = self.text.isdecimal() and len(self.text) <= DIGITS
        return self.text.lstrip("0") or "0" if fills else self.text

    @property
    def is_word(self) -> bool:
        return not self.text.isascii()


def read(text: str) -> list[Mark]:
    """The marks of a place, [] where nothing in the text could be one."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain if sign not in _STARTS)
    plain = _ENGLISH.sub(_from_english, _ORDINAL.sub("", numbered(simplified(plain))))
    plain = _KIND.sub(lambda found: _ENDS[_KINDS[found["a"] or found["b"] or found["c"]]], plain)
    marks: list[Mark] = []
    for found in _MARK.finditer(plain):
        if found["end"]:
            marks[-1:] = [Mark(each.text, _STARTS[found["end"]]) for each in marks[-1:]]
        else:
            marks.append(Mark(found["mark"]))
    return marks


def place_key(*parts: str) -> str:
    """The key of a place by its name, its code, or its parts from the building down: equal keys mean one place.

    "" for what names nothing. Words that meet are one word, however they were parted."""
    return "-".join(_runs([mark for part in parts for mark in read(part)]))


def place_code(*parts: str) -> str:
    """How a place is shown: ("3栋", "2单元", "0102室") gives "3-2-0102", ("别墅8", "", "1") gives "别墅8-1"."""
    return "-".join(shown for part in parts if (shown := _shown(part)))


def parts_of(text: str) -> list[str]:
    """Building, unit and number of a whole place, as they are shown; the unit is "" where there is none, [] where the
    parts cannot be told from each other."""
    marks = read(text)
    ends = [mark.ends for mark in marks]
    if Part.BUILDING in ends:
        building = ends.index(Part.BUILDING) + 1
        unit = ends.index(Part.UNIT) + 1 if Part.UNIT in ends[building:] else max(building, len(marks) - 1)
    elif len(marks) == 3:
        building, unit = 1, 2
    else:
        return []
    parts = marks[:building], marks[building:unit], marks[unit:]
    return ["".join(mark.text for mark in part) for part in parts] if parts[-1] else []


def _from_english(found: re.Match[str]) -> str:
    part = Part.BUILDING if found["b"] else Part.UNIT if found["u"] else Part.NUMBER
    return found["name"] + _ENDS[part]


def _shown(part: str) -> str:
    shown = ""
    for mark in read(part):
        # Two numbers, or two runs of letters, would become one.
        shown += "." * (bool(shown) and _class(shown[-1]) == _class(mark.text[0]) != "word") + mark.text
    return shown


def _class(sign: str) -> str:
    return "word" if not sign.isascii() else "number" if sign.isdecimal() else "letters"


def _runs(marks: list[Mark]) -> list[str]:
    runs: list[str] = []
    for mark in marks:
        if runs and mark.is_word and not runs[-1][-1].isascii():
            runs[-1] += mark.key
        else:
            runs.append(mark.key)
    return runs
