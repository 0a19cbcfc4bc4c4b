"""Telephone numbers of residents and employees, as they are kept."""

import re
import unicodedata

from django.utils.translation import gettext as _

from jujiao.company.accounts.phones import normalise
from jujiao.kernel.errors import UnableTo

_LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:-?(\d{1,5}))?|(400)-?(\d{3})-?(\d{4})")


class UnableToReadPhone(UnableTo):
    """What was typed is no telephone number."""


def clean_phone(text: str) -> str:
    """A mobile number as 11 digits, a landline as 0571-88886666, "" for nothing; UnableToReadPhone for all else."""
    if not text.strip():
        return ""
    try:
        return normalise(text)
    except ValueError:
        pass
    digits = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))
    if found := _LANDLINE.fullmatch(digits):
        return "-".join(part for part in found.groups() if part)
    raise UnableToReadPhone(
        _("“%(typed)s” is no phone number: write 11 digits, or a landline with its area code, as 0571-88886666.")
        % {"typed": text.strip()[:30]}
    )
