"""1.3.1, 3.2.1: telephone numbers as people write them, and the one normal form in which all of them are compared.

A mobile number is 13811119994, a landline 0571-88886616 (without area code 88886616), 400-888-6616, a service number
95588, a number of elsewhere +85291234567; an extension follows a dash: 0571-88886616-802."""

import re
import unicodedata
from enum import StrEnum

LONGEST = 20
"""Characters of the longest normal form."""
NORMAL = (
    r"^(1[3-9]\d{9}"
    r"|(0\d{2,3}-\d|[2-8])\d{6,7}(-\d{1,6})?"
    r"|[48]00-\d{3}-\d{4}(-\d{1,6})?"
    r"|95\d{3,6}|96\d{3,4}|1[012]\d{3}"
    r"|\+[1-9]\d{6,14}(-\d{1,6})?)$"
)
"""What a normal form looks like, for constraints of the database."""

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_AT_HOME = re.compile(r"1(3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}", re.ASCII)
"""A mobile number of a series that is given out to people."""
_NORTH_AMERICA = re.compile(r"1[2-9]\d\d[2-9]\d{6}", re.ASCII)
_APART = re.compile(r"\(?00[\s().\-]*1[\s().\-/]", re.ASCII)
"""A country code 1 that stands by itself."""
_HOME = (
    # No area code begins with 013 to 019, so a zero before a mobile number is the trunk prefix of old exchanges.
    (re.compile(r"0?(1[3-9]\d{9})", re.ASCII), r"\1"),
    (re.compile(r"(010|02\d)([2-9]\d{7})", re.ASCII), r"\1-\2"),
    (re.compile(r"(0[3-9]\d\d)([2-9]\d{6,7})", re.ASCII), r"\1-\2"),
    (re.compile(r"([48]00)(\d{3})(\d{4})", re.ASCII), r"\1-\2-\3"),
)
_HERE = (
    (re.compile(r"(95\d{3,6}|96\d{3,4}|1[012]\d{3})", re.ASCII), r"\1"),
    (re.compile(r"([2-8]\d{6,7})", re.ASCII), r"\1"),
)
"""What only somebody in the country, or in the town, can dial."""
_LANDLINE = re.compile(r"(?:0\d{2,3}-(\d{7,8})|([2-8]\d{6,7}))(?:-\d{1,6})?", re.ASCII)
_EXTENDED = re.compile(r"(0\d{2,3}-\d{7,8}|[2-8]\d{6,7}|[48]00-\d{3}-\d{4}|\+\d+)(?:-(\d{1,6}))?", re.ASCII)
"""A number that may have an extension, and the extension."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks that draw nothing, which telephones put around a number that is copied from their contacts."""
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\u00b7\u2500~_]")
_SIGNS = re.compile(r"[\s()\[\].\-/,]")
_BY_WORD = re.compile(r"\s*(?:转|轉|分机号?|内线|extension|ext\.?|x|#)\s*:?\s*(\d{1,6})\s*", re.ASCII)
_BY_DASH = re.compile(r"(.*\d)-(\d{1,6})", re.ASCII)
_PLAIN_DASH = re.compile(r"(0\d{2,3}-\d{7,8}|[2-8]\d{6,7}|[48]00-?\d{3}-?\d{4})-(\d{1,6})", re.ASCII)
_LABEL = re.compile(r"tel:")
_DECIMAL = re.compile(r"(\d{7,})\.0", re.ASCII)
"""What a spreadsheet makes of a number in a column where some cells are empty."""

_LENGTHS = {"1": (10,), "852": (8,), "853": (8,), "886": (8, 9), "65": (8,), "44": (9, 10), "61": (9,), "33": (9,)}
"""How many digits a number of there has, where most owners abroad live; elsewhere 7 to 15 with the country code."""
_TWO_DIGITS = re.compile(r"2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]", re.ASCII)
_KEEPS_ZERO = {"39"}
_GROUPS = {8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4)}


class Wrong(StrEnum):
    """Why something is no telephone number."""

    NO_DIGITS = "no_digits"
    """It holds none, or other signs beside them."""
    SHORT = "short"
    LONG = "long"
    UNKNOWN = "unknown"


class NoNumber(ValueError):
    """What was typed is no telephone number; `wrong` says why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        digits = sum(sign.isascii() and sign.isdigit() for sign in unicodedata.normalize("NFKC", text))
        letters = any(sign.isalpha() for sign in text)
        self.wrong = Wrong.UNKNOWN
        mobile = unicodedata.normalize("NFKC", text).strip().startswith("1")
        if not digits or letters or "*" in text:
            self.wrong = Wrong.NO_DIGITS
        elif digits < (11 if mobile else 7):
            self.wrong = Wrong.SHORT
        elif digits > (11 if mobile else 12):
            self.wrong = Wrong.LONG


def normal(text: str) -> str:
    """The normal form of what somebody wrote as one number; NoNumber where it is none.

    Understood are blanks, dashes, dots, slashes and brackets of all kinds, full-width digits, +86, 0086 and 86, a trunk
    0 or a 00 before a mobile number, extensions behind a dash, 转 or ext., the .0 of a spreadsheet, and numbers of
    elsewhere with + or 00."""
    typed = _LABEL.sub("", _plain(text), count=1).strip()
    typed = found[1] if (found := _DECIMAL.fullmatch(typed)) else typed
    extension = ""
    if found := _BY_WORD.search(typed, 1):
        if found.end() != len(typed):
            raise NoNumber(text)
        typed, extension = typed[: found.start()], found[1]
    elif found := _PLAIN_DASH.fullmatch(re.sub(r"[\s()]", "", typed)):
        typed, extension = found.groups()
    main = _main(typed)
    if main is None and not extension and (found := _BY_DASH.fullmatch(typed)):
        main, extension = _main(found[1]), found[2]
    if main is None or (extension and not _EXTENDED.fullmatch(main)):
        raise NoNumber(text)
    whole = f"{main}-{extension}" if extension else main
    if len(whole) > LONGEST:
        raise NoNumber(text)
    return whole


def seen(text: str) -> str:
    """The text without the marks that draw nothing, which come along with a number that is copied."""
    return _UNSEEN.sub("", text)


def is_mobile(number: str) -> bool:
    """Whether a number in its normal form is a mobile number of the mainland."""
    return bool(_MOBILE.fullmatch(number))


def takes_messages(number: str) -> bool:
    """Whether a text message may reach a number in its normal form: abroad one cannot tell, so it is tried."""
    return is_mobile(number) or (number.startswith("+") and "-" not in number)


def local_part(number: str) -> str:
    """Of a landline in its normal form what one dials in its own town, without area code and extension; else ""."""
    found = _LANDLINE.fullmatch(number)
    return (found[1] or found[2]) if found else ""


def main_part(number: str) -> str:
    """A number in its normal form without its extension: what a call from it shows."""
    found = _EXTENDED.fullmatch(number)
    return found[1] if found else number


def shown(number: str) -> str:
    """A number in its normal form as one reads it out: 138 1111 9994, 0571-88886616, +852 9123 4567."""
    if is_mobile(number):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if number.startswith("+"):
        digits, dash, extension = number[1:].partition("-")
        country = _country(digits)
        rest = _grouped(digits.removeprefix(country))
        return f"+{country} {rest}{dash}{extension}"
    return number


def dialled(number: str) -> str:
    """A number in its normal form as a telephone dials it, the extension after a pause."""
    main = main_part(number)
    extension = number.removeprefix(main).lstrip("-")
    return main.replace("-", "") + (f",{extension}" if extension else "")


def _plain(text: str) -> str:
    """Full-width signs as half-width ones, every dash as "-", without what draws nothing."""
    plain = unicodedata.normalize("NFKC", seen(text)).casefold()
    return _DASHES.sub("-", plain).strip()


def _main(typed: str) -> str | None:
    """A number without extension, in its normal form; None where it is none."""
    bare = re.sub(r"(?<=\d)\s*\(0\)", "", typed) if re.match(r"\(?\+|\(?00", typed) else typed
    digits = _SIGNS.sub("", bare)
    abroad = digits.startswith(("+", "00"))
    digits = digits.removeprefix("+") if digits.startswith("+") else digits.removeprefix("00")
    if not digits.isascii() or not digits.isdigit():
        return None
    if abroad:
        if digits.startswith("86"):
            return _from_home(digits[2:])
        return digits if _is_from_home(bare, digits) else _elsewhere(digits)
    if found := _first(digits, (*_HOME, *_HERE)):
        return found
    if digits.startswith("86"):
        return _from_home(digits[2:])
    return _elsewhere(digits) if digits.startswith(("852", "853")) else None


def _from_home(digits: str) -> str | None:
    """A number of the mainland behind its country code, where a landline has lost its 0."""
    return _first(digits, _HOME) or _first(f"0{digits}", _HOME)


def _is_from_home(typed: str, digits: str) -> bool:
    """Whether a mobile number stands behind 00 or + without its country code: 00138 1111 9994. It looks like a number
    of North America, and is one where it can be, if it has a + or its 1 stands by itself."""
    if not _AT_HOME.fullmatch(digits):
        return False
    return not _NORTH_AMERICA.fullmatch(digits) or not ("+" in typed or _APART.match(typed))


def _elsewhere(digits: str) -> str | None:
    country = _country(digits)
    national = digits.removeprefix(country)
    if country not in _KEEPS_ZERO:
        national = national.removeprefix("0")
    lengths = _LENGTHS.get(country)
    fits = len(national) in lengths if lengths else 7 <= len(country + national) <= 15
    return f"+{country}{national}" if fits and not country.startswith("0") else None


def _country(digits: str) -> str:
    """The country code at the beginning of an international number."""
    if digits[:1] in {"1", "7"}:
        return digits[:1]
    return digits[:2] if _TWO_DIGITS.match(digits) else digits[:3]


def _grouped(digits: str) -> str:
    parts, place = [], 0
    for length in _GROUPS.get(len(digits), (len(digits),)):
        parts.append(digits[place : place + length])
        place += length
    return " ".join(parts)


def _first(digits: str, forms: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    return next((found.expand(form) for pattern, form in forms if (found := pattern.fullmatch(digits))), None)
