"""1.3.1: owners' personal data as others may see them, and how much may leave the system at once."""

import re
from enum import StrEnum

from jujiao.rules.figure import Figures

MOBILE = re.compile(r"1[3-9][0-9]{9}")
FOREIGN = re.compile(r"\+(?!86)|00(?!86)")


class Export(StrEnum):
    """What an export with contact data asks for."""

    WITH_REASON = "with_reason"
    WITH_SECOND_PERSON = "with_second_person"
    REFUSED = "refused"


def mask_phone(phone: str) -> str:
    """1.3.1: 138****5678; a landline or short number keeps at most its last two digits, and less the shorter it is.

    A country code or an area code before a separator stays: it names a place, not a person.
    """
    phone = phone.strip()
    prefix, number = _split(phone)
    digits = len(number)
    if MOBILE.fullmatch(number) and not FOREIGN.match(phone):
        return f"{prefix}{number[:3]}****{number[7:]}"
    shown = min(2, digits // 3)
    return prefix + "*" * (digits - shown) + number[digits - shown :]


def mask_name(name: str) -> str:
    """1.3.1: the first character and one star, so that not even the length of a name is told."""
    name = name.strip()
    return f"{name[0]}*" if name else ""


def clause_1_3_1_export(rows: int, figures: Figures) -> Export:
    """1.3.1: an export with contact data needs a reason, above a number of rows a second person, and has a ceiling."""
    if rows > figures.whole("export.most"):
        return Export.REFUSED
    if rows > figures.whole("export.second_person"):
        return Export.WITH_SECOND_PERSON
    return Export.WITH_REASON


def _split(phone: str) -> tuple[str, str]:
    prefix = ""
    for separator in ("+86", "0086"):
        if phone.startswith(separator):
            prefix, phone = separator, phone.removeprefix(separator).lstrip(" -")
            prefix += " "
    head, dash, tail = phone.partition("-")
    if dash and head.startswith("0"):
        return f"{prefix}{head}-", "".join(c for c in tail if c.isalnum())
    return prefix, "".join(c for c in phone if c.isalnum())
