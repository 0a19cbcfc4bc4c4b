"""Mobile numbers as people type them."""

import re
import unicodedata

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PREFIX = re.compile(r"(?:\+|00)?86(?=1\d{10}$)")


def spaced(number: str) -> str:
    """A normalised number as people read it out: 138 0000 0101."""
    return f"{number[:3]} {number[3:7]} {number[7:]}"


def normalise(text: str) -> str:
    """The 11 digits of a mainland mobile number typed with or without +86, blanks, dashes or full-width digits.

    ValueError where it is none."""
    typed = unicodedata.normalize("NFKC", text)
    digits = _PREFIX.sub("", re.sub(r"[\s().\-–—]", "", typed))
    if not (digits.isascii() and _MOBILE.fullmatch(digits)):
        raise ValueError(text)
    return digits
