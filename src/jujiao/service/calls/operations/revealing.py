"""1.3.1: a number is shown whole for a reason, which stays on the timeline of what it is about."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Call, CallBack
from jujiao.service.calls.operations.promising import hold_call_back
from jujiao.service.calls.permissions import NUMBERS

REASON: Final = Text(300, gettext_lazy("Write why."))


class UnableToReveal(UnableTo):
    """No reason was given, or the number is known no more."""


@transaction.atomic
def reveal_caller(*, call: Call, reason: str, actor: Viewer, now: datetime) -> str:
    """The number of a call, as far as it is known. NotAllowed, UnableToReveal."""
    row = Call.objects.select_for_update(of=("self",)).select_related("estate").get(pk=call.pk)
    return _reveal(row, row.number or row.shown_number, reason, actor, now)


@transaction.atomic
def reveal_number(*, call_back: CallBack, reason: str, actor: Viewer, now: datetime) -> str:
    """The number to call back. NotAllowed, UnableToReveal."""
    row = hold_call_back(call_back.pk)
    return _reveal(row, row.number, reason, actor, now)


def _reveal(row: Call | CallBack, number: str, reason: str, actor: Viewer, now: datetime) -> str:
    _permit(actor, row.estate)
    if not number:
        raise UnableToReveal(_("The number is not known."))
    note(row, "reveal_phone", actor, now, text=REASON.of(reason, UnableToReveal))
    return number


def _permit(actor: Viewer, estate: Estate) -> None:
    sentence = _("Numbers of callers are for the desk of the estate.")
    permit(actor, *NUMBERS, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)
