"""Telephone numbers of residents and employees, as they are kept."""

from jujiao.company.accounts.phones import no_number
from jujiao.kernel.errors import UnableTo
from jujiao.rules.phone_lists import Number, listed
from jujiao.rules.phones import NoNumber, normal


class UnableToReadPhone(UnableTo):
    """What was typed is no telephone number."""


def clean_phone(text: str) -> str:
    """A number in its normal form, "" for nothing; UnableToReadPhone for all else."""
    if not text.strip():
        return ""
    try:
        return normal(text)
    except NoNumber as error:
        raise UnableToReadPhone(no_number(error, text)) from error


def clean_phones(text: str) -> tuple[Number, ...]:
    """The numbers that a cell of a list holds, the person's own first, () for none; UnableToReadPhone for all else."""
    try:
        return listed(text)
    except NoNumber as error:
        raise UnableToReadPhone(no_number(error, str(error))) from error
