"""3.1.2: who called, as exchanges write it."""

import re
from typing import Final, NamedTuple

from jujiao.rules.phones import NoNumber, normal

HIDDEN: Final = frozenset({"anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "none", "null"})
"""What exchanges write where a caller does not show their number."""
SHOWN_AT_MOST: Final = 40
OUTSIDE_LINE: Final = re.compile(r"9,?(0\d{9,11}|1[3-9]\d{9})", re.ASCII)
"""A number that was dialled after a 9, which asks for a line to the outside. No number begins so."""


class Caller(NamedTuple):
    """A number in its normal form, "" where it has none, and then as the exchange wrote it, "" where it was hidden."""

    number: str
    shown: str


def caller(outside: str) -> Caller:
    """Who it was, by what the exchange wrote."""
    text = outside.strip()
    if text.casefold().strip("<>\"' ") in HIDDEN:
        return Caller("", "")
    asked = OUTSIDE_LINE.fullmatch(text)
    try:
        return Caller(normal(asked[1] if asked else text), "")
    except NoNumber:
        return Caller("", text[:SHOWN_AT_MOST])
