"""What somebody who types a telephone number means by it, and the sentence where it is none."""

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.rules.phones import NoNumber, Wrong, local_part, main_part, normal, takes_messages

LAST = 4
"""How many of a mobile number's last digits are shown with its mask, and so may be searched for."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed in search of a number: a `whole` one in its normal form, or its `last` four digits."""

    whole: str = ""
    last: str = ""

    def query(self, field: str) -> Q:
        """The rows whose `field` is that number, or whose mobile number ends so. A landline's mask shows fewer.

        A landline is found with and without its area code, as it is kept with or without one; and by the number that a
        call from one of its extensions shows."""
        if not self.whole:
            return Q(**{f"{field}__endswith": self.last, f"{field}__startswith": "1"})
        main, local = main_part(self.whole), local_part(self.whole)
        extension = self.whole.removeprefix(main)
        if extension:
            found = Q(**{f"{field}__in": [self.whole, main, *([local, f"{local}{extension}"] if local else [])]})
        else:
            found = Q(**{f"{field}__in": [main, *([local] if local else [])]}) | _begins(field, main, local)
        if local and local == main:  # whichever town it is in
            found |= Q(**{f"{field}__endswith": f"-{self.whole}"})
            found |= Q(pk__in=[]) if extension else Q(**{f"{field}__contains": f"-{local}-"})
        return found


def _begins(field: str, *numbers: str) -> Q:
    """The extensions of these numbers."""
    ways = [Q(**{f"{field}__startswith": f"{number}-"}) for number in numbers if number]
    return reduce(or_, ways)


def clean_mobile(text: str) -> str:
    """A number to which a code can be sent, in its normal form; NoNumber for a landline and for all that is none."""
    number = normal(text)
    if not takes_messages(number):
        raise NoNumber(text)
    return number


def no_number(error: NoNumber, typed: str) -> str:
    """The sentence that says what is wrong with a number, and what to write."""
    typed = " ".join(typed.split())[:30]
    digits = sum(sign.isdigit() for sign in typed)
    if error.wrong is Wrong.SHORT:
        sentence = _("“%(typed)s” is too short for a phone number, it has %(count)s digits. A mobile number has 11.")
    elif error.wrong is Wrong.LONG:
        sentence = _("“%(typed)s” is too long for one phone number, it has %(count)s digits. A mobile number has 11.")
    else:
        sentence = _(
            "“%(typed)s” is no phone number: write 11 digits, a landline as 0571-88886666, or + and the country code."
        )
    return sentence % {"typed": typed, "count": digits}


ROOM = re.compile(r"\d{1,3}[^\d+]\d{1,2}[^\d+]\d{1,4}")


def typed_number(text: str) -> Typed | None:
    """What is searched for by a text that is a whole number or exactly four digits; None for anything else.

    Whatever lies between finds nobody: a number that is shown masked must not be found out digit by digit. Three short
    numbers are a room (62-1-1204), though they have as many digits as a number of the town."""
    if ROOM.fullmatch(unicodedata.normalize("NFKC", text).strip()):
        return None
    try:
        return Typed(whole=normal(text))
    except NoNumber:
        digits = unicodedata.normalize("NFKC", text).strip()
        return Typed(last=digits) if len(digits) == LAST and digits.isascii() and digits.isdigit() else None
