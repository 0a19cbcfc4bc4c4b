"""What requests of the API say, as the forms take it."""

from typing import Annotated

from django.core.exceptions import ValidationError
from pydantic import AfterValidator

from jujiao.company.accounts.fields import OwnNumberField, PhoneField
from jujiao.kernel.pages.api import Kept
from jujiao.kernel.record.texts import Text

WRITTEN = Text(40)
"""A number in whatever way it is typed; what is kept of it is shorter."""


def _number(text: str) -> str:
    return _cleaned(PhoneField(), text)


def _own_number(text: str) -> str:
    return _cleaned(OwnNumberField(), text)


def _cleaned(field: PhoneField, text: str) -> str:
    try:
        return field.clean(text)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error


Phone = Annotated[str, Kept(WRITTEN), AfterValidator(_number)]
"""A telephone number; the value is its normal form, "" for nothing."""

Mobile = Annotated[str, Kept(WRITTEN), AfterValidator(_own_number)]
"""A number to which a code can be sent; the value is its normal form."""
