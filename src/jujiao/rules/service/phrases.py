"""3.1.3: what the desk answers again and again (快捷回复): texts with blanks, which are filled for each answer."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.wording import filled, greeting, is_chinese, unknown


class Blank(StrEnum):
    """What a text may leave open."""

    GREETING = "greeting"
    NAME = "name"
    ROOM = "room"
    ESTATE = "estate"
    CLERK = "clerk"


CALLED: Mapping[str, Blank] = MappingProxyType(
    {
        **{blank.value: blank for blank in Blank},
        "时段问候": Blank.GREETING,
        "姓名": Blank.NAME,
        "房号": Blank.ROOM,
        "小区": Blank.ESTATE,
        "客服": Blank.CLERK,
    }
)
"""What each blank may be called between braces."""


def not_blanks(text: str) -> list[str]:
    """What stands between braces, or as a brace of its own, and is no blank, in order."""
    return unknown(text, CALLED)


def clause_3_1_3_phrase(text: str, given: Mapping[Blank, str], now: datetime) -> str:
    """3.1.3: the text for one answer at `now` (aware): each blank filled with what is known, the greeting by the local
    time of day, in the language of the text. A blank of which nothing is known is left out."""
    return filled(text, CALLED, {Blank.GREETING: greeting(now, chinese=is_chinese(text)), **given})
