"""Wordings with blanks, which are filled for each occasion, and what two of them have in common."""

import difflib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from jujiao.rules.clocks import SHANGHAI

_BRACES = re.compile(r"\{([^{}]*)\}")
_HAN = re.compile("[\u4e00-\u9fff]")
_HOURS = ((5, "晚上好", "Good evening"), (9, "早上好", "Good morning"), (12, "上午好", "Good morning"))
_LATER = ((14, "中午好", "Good afternoon"), (18, "下午好", "Good afternoon"), (24, "晚上好", "Good evening"))


class Stretch(NamedTuple):
    """A part of two wordings that are compared: "same", "added" by the later one, or "gone" from it."""

    what: str
    text: str


def unknown(text: str, called: Mapping[str, str]) -> list[str]:
    """What stands between braces, or as a brace of its own, and is no blank that is `called` so, in order."""
    wrong = [found[0] for found in _BRACES.finditer(text) if found[1].strip() not in called]
    return [*wrong, *re.findall(r"[{}]", _BRACES.sub("", text))]


def filled[B: str](text: str, called: Mapping[str, B], given: Mapping[B, str]) -> str:
    """The wording with each of its blanks filled by what is known; one of which nothing is known is left out."""

    def fill(found: re.Match[str]) -> str:
        blank = called.get(found[1].strip())
        return found[0] if blank is None else given.get(blank, "")

    return _BRACES.sub(fill, text)


def is_chinese(text: str) -> bool:
    """Whether a wording has Chinese characters."""
    return bool(_HAN.search(text))


def greeting(now: datetime, *, chinese: bool) -> str:
    """What one says at that local time of day (时段问候)."""
    hour = now.astimezone(SHANGHAI).hour
    words = next((zh, en) for until, zh, en in (*_HOURS, *_LATER) if hour < until)
    return words[0] if chinese else words[1]


def compared(former: str, later: str) -> list[Stretch]:
    """Two wordings as one text, in which each stretch says whether it stayed, went or came."""
    found = []
    matcher = difflib.SequenceMatcher(a=former, b=later, autojunk=False)
    for what, start, end, later_start, later_end in matcher.get_opcodes():
        if what == "equal":
            found.append(Stretch("same", former[start:end]))
            continue
        parts = (Stretch("gone", former[start:end]), Stretch("added", later[later_start:later_end]))
        found += [part for part in parts if part.text]
    return found
