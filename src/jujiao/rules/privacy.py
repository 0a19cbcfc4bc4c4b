"""1.3.1: owners' personal data as others may see them, and how much may leave the system at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jujiao.rules.figure import Figures

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LONG = re.compile(r"(?<![0-9])(?:1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}|(?!(?:19|20)[0-9]{6}(?![0-9]))[0-9]{7,})(?![0-9])")
FOREIGN = re.compile(r"\+(?!86)|00(?!86)")


class Export(StrEnum):
    """What an export with contact data asks for."""

    WITH_REASON = "with_reason"
    WITH_SECOND_PERSON = "with_second_person"
    REFUSED = "refused"


SETTLED = timedelta(days=7)
"""How long an account stays in the shadow of whoever set it up or helped it in: who it belongs to has heard by then."""


@dataclass(frozen=True)
class Help:
    """What `by` did at `at` to the account `to`: to how it signs in, or (`post`) to what it may do."""

    to: int
    by: int
    at: datetime
    post: bool = False


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


def mask_email(email: str) -> str:
    """1.3.1: z***@example.org: the first sign and the host."""
    name, at, host = email.strip().partition("@")
    return f"{name[:1]}***{at}{host}" if email.strip() else ""


def mask_digits(text: str) -> str:
    """1.3.1: any text with its long numbers masked, of phones, papers and accounts; a day as 20240501 stays."""
    return LONG.sub(lambda found: mask_phone(found[0]), text)


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


def clause_1_3_1_second_person(helped: Iterable[Help], *, asks: int, decides: int, now: datetime) -> datetime | None:
    """1.3.1: two persons stand behind two accounts only where nobody held both: from when that may be believed, or None
    if it may be now.

    Whoever gives a colleague's account a new password, or takes its second factor away, could sign in with it, and so
    could who opens one for a person made up. For a week after that such an account neither asks nor decides; nor does
    one that has its post from the other of the two."""
    pair = {asks, decides}
    shadows = (
        each.at + SETTLED
        for each in helped
        if each.to in pair and each.by != each.to and (not each.post or each.by in pair)
    )
    last = max(shadows, default=now)
    return last if last > now else None


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
