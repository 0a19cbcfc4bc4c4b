"""What a vendor's code means: the sentence for people, and what is done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine.messaging.port import Refused


@dataclass(frozen=True)
class Meaning:
    """Why something was not taken. `again`: worth another attempt by the same way, after `rest` seconds of silence
    where the vendor asks for silence; otherwise the next way is due."""

    sentence: str | Lazy
    again: bool = False
    rest: int = 0


BUSY: Final = Meaning(_("The vendor is busy."), again=True)
BAD_NUMBER: Final = Meaning(_("The number is none that a text message reaches."))
UNWANTED_THERE: Final = Meaning(_("The holder of the number, or their carrier, refuses our text messages."))
TOO_OFTEN: Final = Meaning(_("The number had too many text messages in a short time."), again=True)
ENOUGH_TODAY: Final = Meaning(_("No more text messages go out today: a limit of the vendor is reached."))
TEMPLATE: Final = Meaning(_("The template of the text message is not approved, or its blanks are others."))
VALUE: Final = Meaning(_("A value for a blank of the template is not allowed by the vendor."))
SIGNATURE: Final = Meaning(_("The signature of our text messages is not approved."))
WORDS: Final = Meaning(_("The vendor refuses words in it."))
NO_MONEY: Final = Meaning(_("Our account at the vendor has nothing left to send with."))
NO_ACCESS: Final = Meaning(_("The vendor does not accept our key, or the clock of this host is wrong."))
OTHER: Final = Meaning(_("The vendor refused it and did not say why in a way that we know."))


def refused(code: str, table: Mapping[str, Meaning], *, otherwise: Meaning = OTHER) -> Refused:
    """The answer for a code. A family of codes is in the table by what its members begin with, up to the dot."""
    meaning = table.get(code) or table.get(code.partition(".")[0] + ".") or otherwise
    return Refused(code=code[:80], sentence=str(meaning.sentence), again=meaning.again)
