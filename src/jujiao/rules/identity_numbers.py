"""GB 11643: the citizen's identity number (公民身份号码), of 18 characters: place, birth date, order, check."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jujiao.rules.errors import RuleBroken, gettext_noop

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
WITHIN = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")


class Sex(StrEnum):
    """As the number says it."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity number, and what it says of its holder."""

    number: str
    born_on: date
    sex: Sex


def identity_of(text: str) -> Identity:
    """GB 11643: the number as people write it, with blanks and a small x, read and checked (ISO 7064, mod 11-2).

    RuleBroken, which never repeats what was typed."""
    number = "".join(text.split()).upper()
    if not SHAPE.fullmatch(number):
        raise RuleBroken("1.2", "identity_shape", gettext_noop("An identity number has 18 characters."))
    if check_of(number[:17]) != number[17]:
        message = gettext_noop("The identity number is mistyped: its last character does not fit the others.")
        raise RuleBroken("1.2", "identity_check", message)
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        message = gettext_noop("The identity number is mistyped: it holds no date of birth.")
        raise RuleBroken("1.2", "identity_birth", message) from None
    return Identity(number, born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def check_of(first: str) -> str:
    """GB 11643: the last character of a number, by the seventeen before it."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True))
    return CHECKS[total % 11]


def agrees(identity: Identity, *, born_on: date | None, sex: Sex | str) -> None:
    """GB 11643: the birth date and sex on record, where they are, are those that the number says; RuleBroken."""
    if born_on is not None and born_on != identity.born_on:
        raise RuleBroken("1.2", "identity_not_born_then", gettext_noop("The identity number says another birth date."))
    if sex and sex != identity.sex:
        raise RuleBroken("1.2", "identity_other_sex", gettext_noop("The identity number says another sex."))


def mask_identity(number: str) -> str:
    """1.3.1: 3****************7: its first and its last character; place, birth date and order stay hidden."""
    return f"{number[:1]}{'*' * (len(number) - 2)}{number[-1:]}" if len(number) > 2 else "*" * len(number)


def without_identities(text: str) -> str:
    """1.3.1: a text with every identity number in it masked: certificates of special work are numbered by them."""
    return WITHIN.sub(lambda found: mask_identity(found[0]), text)
