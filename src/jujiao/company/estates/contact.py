"""Telephone numbers of residents and employees, as they are kept."""

from django.utils.translation import gettext as _

from jujiao.company.accounts.phones import normalise
from jujiao.kernel.errors import UnableTo


class UnableToReadPhone(UnableTo):
    """What was typed is no telephone number."""


def clean_phone(text: str) -> str:
    """A number in its normal form, "" for nothing; UnableToReadPhone for all else."""
    if not text.strip():
        return ""
    try:
        return normalise(text)
    except ValueError as error:
        raise UnableToReadPhone(
            _("“%(typed)s” is no phone number: write 11 digits, or a landline with its area code, as 0571-88886666.")
            % {"typed": text.strip()[:30]}
        ) from error
