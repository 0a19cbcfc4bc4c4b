"""Telephone numbers: their one normal form, and what somebody who types one means by it."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PREFIX = re.compile(r"(?:\+|00)?86(?=1\d{10}$)")
_LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:-?(\d{1,5}))?|(400)-?(\d{3})-?(\d{4})")
_SIGNS = re.compile(r"[\s().\-–—]")
LAST = 4
"""How many of a mobile number's last digits are shown with its mask, and so may be searched for."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed in search of a number: a `whole` one in its normal form, or its `last` four digits."""

    whole: str = ""
    last: str = ""

    def query(self, field: str) -> Q:
        """The rows whose `field` is that number, or whose mobile number ends so. A landline's mask shows fewer."""
        if self.whole:
            return Q(**{field: self.whole})
        return Q(**{f"{field}__endswith": self.last, f"{field}__startswith": "1"})


def spaced(number: str) -> str:
    """A mobile number as people read it out: 138 0000 0101."""
    return f"{number[:3]} {number[3:7]} {number[7:]}"


def normalise(text: str) -> str:
    """The one form in which a number is kept, compared and searched for: a mobile number as 11 digits, typed with or
    without +86, blanks, dashes or full-width digits; a landline as 0571-88886666.

    ValueError where it is none."""
    typed = unicodedata.normalize("NFKC", text)
    digits = _PREFIX.sub("", _SIGNS.sub("", typed))
    if digits.isascii() and _MOBILE.fullmatch(digits):
        return digits
    landline = re.sub(r"[\s()]", "", typed)
    if landline.isascii() and (found := _LANDLINE.fullmatch(landline)):
        return "-".join(part for part in found.groups() if part)
    raise ValueError(text)


def normalise_mobile(text: str) -> str:
    """The 11 digits of a mobile number; ValueError for a landline and for all that is no number."""
    number = normalise(text)
    if not is_mobile(number):
        raise ValueError(text)
    return number


def is_mobile(number: str) -> bool:
    """Whether a number in its normal form can be sent a text message."""
    return bool(_MOBILE.fullmatch(number))


def typed_number(text: str) -> Typed | None:
    """What is searched for by a text that is a whole number or exactly four digits; None for anything else.

    Whatever lies between finds nobody: a number that is shown masked must not be found out digit by digit."""
    try:
        return Typed(whole=normalise(text))
    except ValueError:
        digits = unicodedata.normalize("NFKC", text).strip()
        return Typed(last=digits) if len(digits) == LAST and digits.isascii() and digits.isdigit() else None
