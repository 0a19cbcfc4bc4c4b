"""3.2.2: whether what somebody wrote says anything. A text of nothing visible answers nobody and gives no reason."""

import unicodedata

BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U0001d159")
"""Letters and symbols by category that draw nothing: fillers of Hangul, inherent vowels, the empty braille cell, blank
hieroglyphs, the place of an object that is not there."""

SAYS = frozenset({"L", "N"})
SHOWS = frozenset({"L", "N", "P", "S"})

MESSAGE = 200
"""Signs of somebody's words in a text message, which vendors count and charge by the part."""


def says_anything(text: str) -> bool:
    """3.2.2: whether a letter, a character or a figure of any script stands in the text.

    Blanks, control and format characters, accents without a letter, punctuation and pictures alone say nothing:
    whoever must answer or give a reason does so in words."""
    return any(_holds(SAYS, sign) for sign in text)


def shows_anything(text: str) -> bool:
    """3.2.2: whether anything of the text can be seen, if only a mark or a picture."""
    return any(_holds(SHOWS, sign) for sign in text)


def clipped(text: str, most: int = MESSAGE) -> str:
    """3.2.2: what of a text goes into one message, in one line; that there is more is shown."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def storable(text: str) -> bool:
    """3.2.2: whether a database keeps the text: neither NUL nor half of a surrogate pair stands in it."""
    return not any(sign == "\x00" or unicodedata.category(sign) == "Cs" for sign in text)


def _holds(categories: frozenset[str], sign: str) -> bool:
    return sign not in BLANK and unicodedata.category(sign)[0] in categories
