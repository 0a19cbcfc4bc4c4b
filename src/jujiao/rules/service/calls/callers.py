"""3.1.2: who called, as exchanges write it."""

from typing import Final, NamedTuple

from jujiao.rules.phones import NoNumber, normal

HIDDEN: Final = frozenset({"anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "none", "null"})
"""What exchanges write where a caller does not show their number."""
SHOWN_AT_MOST: Final = 40


class Caller(NamedTuple):
    """A number in its normal form, "" where it has none, and then as the exchange wrote it, "" where it was hidden."""

    number: str
    shown: str


def caller(outside: str) -> Caller:
    """Who it was, by what the exchange wrote."""
    text = outside.strip()
    if text.casefold().strip("<>\"' ") in HIDDEN:
        return Caller("", "")
    try:
        return Caller(normal(text), "")
    except NoNumber:
        return Caller("", text[:SHOWN_AT_MOST])
