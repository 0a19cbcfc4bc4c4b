"""3.1.2: what is said on the telephone (统一话术): wordings with blanks, which are filled for each call."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.wording import filled, greeting, is_chinese, unknown


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


def not_blanks(text: str) -> list[str]:
    """What stands between braces, or as a brace of its own, and is no blank, in order."""
    return unknown(text, CALLED)


def clause_3_1_2_wording(text: str, given: Mapping[Blank, str], now: datetime) -> str:
    """3.1.2: the wording for one call at `now` (aware): each blank filled with what is known, the greeting by the local
    time of day, in the language of the wording. A blank of which nothing is known is left out."""
    return filled(text, CALLED, {Blank.GREETING: greeting(now, chinese=is_chinese(text)), **given})
