"""3.1.2: what is said on the telephone (统一话术): wordings with blanks, which are filled for each call."""

import difflib
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jujiao.rules.clocks import SHANGHAI


class Blank(StrEnum):
    """What a wording may leave open."""

    GREETING = "greeting"
    ESTATE = "estate"
    CLERK = "clerk"
    CALLER = "caller"
    ROOM = "room"


CALLED: Mapping[str, Blank] = MappingProxyType(
    {
        **{blank.value: blank for blank in Blank},
        "时段问候": Blank.GREETING,
        "小区": Blank.ESTATE,
        "接听人": Blank.CLERK,
        "来电人": Blank.CALLER,
        "房号": Blank.ROOM,
    }
)
"""What each blank may be called between braces."""
_BRACES = re.compile(r"\{([^{}]*)\}")
_HAN = re.compile("[\u4e00-\u9fff]")
_HOURS = ((5, "晚上好", "Good evening"), (9, "早上好", "Good morning"), (12, "上午好", "Good morning"))
_LATER = ((14, "中午好", "Good afternoon"), (18, "下午好", "Good afternoon"), (24, "晚上好", "Good evening"))


class Stretch(NamedTuple):
    """A part of two wordings that are compared: "same", "added" by the later one, or "gone" from it."""

    what: str
    text: str


def not_blanks(text: str) -> list[str]:
    """What stands between braces, or as a brace of its own, and is no blank, in order."""
    known = [name.strip() in CALLED for name in _BRACES.findall(text)]
    unknown = [found for found, is_known in zip(_BRACES.finditer(text), known, strict=True) if not is_known]
    return [*(found[0] for found in unknown), *re.findall(r"[{}]", _BRACES.sub("", text))]


def clause_3_1_2_wording(text: str, given: Mapping[Blank, str], now: datetime) -> str:
    """3.1.2: the wording for one call at `now` (aware): each blank filled with what is known, the greeting by the local
    time of day, in the language of the wording. A blank of which nothing is known is left out."""
    known = {Blank.GREETING: greeting(now, chinese=bool(_HAN.search(text))), **given}

    def fill(found: re.Match[str]) -> str:
        blank = CALLED.get(found[1].strip())
        return found[0] if blank is None else known.get(blank, "")

    return _BRACES.sub(fill, text)


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
