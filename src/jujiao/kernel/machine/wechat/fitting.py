"""What fits: long texts into several messages, and values into the blanks of templates, which the platform would cut
without a word."""

import re
from collections.abc import Mapping
from typing import Final

LONGEST_TEXT: Final = 2048
"""Bytes of one text message."""
BLANKS: Final[Mapping[str, int]] = {
    "thing": 20,
    "phrase": 5,
    "name": 10,
    "character_string": 32,
    "letter": 32,
    "number": 32,
    "phone_number": 17,
    "car_number": 8,
    "const": 20,
    "time": 40,
    "date": 40,
    "amount": 20,
}
"""Characters of a blank, by its type, which its name begins with (thing1, phrase3)."""
LONGEST_VALUE: Final = 20
"""Characters of every other blank."""
WORDS: Final = frozenset({"thing", "phrase", "name", ""})
"""Types of which a part says something. A number that was cut is another number."""
MARK: Final = "…"
CLAUSES: Final = re.compile(r"[，。；：、！？,;:!?）)]")
GAPS: Final = re.compile(r"\s")
ENDS: Final = ("\n", "。", "！", "？", "；", "，", " ")
"""Where a text is best divided, the best first."""


def parts_of(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """A text in as few parts of so many bytes of UTF-8 as need be; put together they are the text. Divided where a
    paragraph, sentence or word ends, if that leaves at least half of a part."""
    parts = []
    while len(text.encode()) > longest:
        part = text.encode()[:longest].decode(errors="ignore")
        ends = (part.rfind(end) + 1 for end in ENDS)
        place = next((end for end in ends if end > len(part) // 2), len(part))
        parts.append(text[:place])
        text = text[place:]
    return [*parts, text]


def cut(value: str, longest: int = LONGEST_VALUE) -> str:
    """One line of at most so many characters, "-" for nothing at all. What is longer ends with …: where a clause ends
    in its second half, else before a word of Latin letters that would be cut, else at a character."""
    line = " ".join(value.split()) or "-"
    if len(line) <= longest:
        return line
    room = line[: longest - len(MARK)]
    around = line[len(room) - 1 : len(room) + 1]
    ends = [*CLAUSES.finditer(room)]
    if not ends or ends[-1].start() <= len(room) // 2:
        ends = [*GAPS.finditer(room)] if around.isascii() and around.isalnum() else []
    place = ends[-1].start() if ends and ends[-1].start() > len(room) // 2 else len(room)
    return room[:place].rstrip() + MARK


def values_of(values: Mapping[str, str]) -> dict[str, str] | None:
    """Values for the blanks of a template, each as long as its type takes. None where one that has to be whole, as a
    number has, does not fit."""
    found = {}
    for name, value in values.items():
        kind = name.rstrip("0123456789")
        longest = BLANKS.get(kind, LONGEST_VALUE)
        line = " ".join(value.split())
        if len(line) > longest and kind in BLANKS and kind not in WORDS:
            return None
        found[name] = cut(line, longest)
    return found
