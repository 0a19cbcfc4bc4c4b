"""3.1.2: somebody calls a number back: reached, nobody there, or given up after several tries."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.rulebook.queries import figures, version_for
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.service.calls.calling_back import clause_3_1_2_may_give_up
from jujiao.service.calls.models import CallBack, CallBackEnd, CallBackTry
from jujiao.service.calls.operations.promising import end_call_back, hold_call_back
from jujiao.service.calls.permissions import ANSWERS, may_give_up

CHANGED: Final = gettext_lazy("Somebody else has just called this number. Please look at it again.")
REASON: Final = Text(300, gettext_lazy("Write why."))


class UnableToCallBack(UnableTo):
    """The number waits no more, or was not tried often enough."""


@transaction.atomic
def reach(*, call_back: CallBack, version: int | None, actor: Viewer, now: datetime) -> CallBack:
    """They were called back and spoken to. NotAllowed, Stale, UnableToCallBack."""
    row = _waiting(call_back, version, actor)
    end_call_back(row, CallBackEnd.REACHED, at=now, by=actor.employee_id, actor=actor, now=now)
    return row


@transaction.atomic
def try_in_vain(*, call_back: CallBack, version: int | None, actor: Viewer, now: datetime) -> CallBack:
    """They were called back and nobody answered: the try is a row, and the number waits on.

    NotAllowed, Stale, UnableToCallBack."""
    row = _waiting(call_back, version, actor)
    CallBackTry.objects.create(call_back=row, at=now, employee_id=actor.employee_id)
    row.tries += 1
    row.version += 1
    row.save(update_fields=["tries", "version"])
    note(row, "call_back_in_vain", actor, now)
    changed((row.estate.place.topic, None))
    return row


@transaction.atomic
def give_up(*, call_back: CallBack, reason: str, version: int | None, actor: Viewer, now: datetime) -> CallBack:
    """Nobody could be reached after several tries (`call.tries`): for the manager, or the head of the desk, to say.

    NotAllowed, Stale, UnableToCallBack."""
    row = hold_call_back(call_back.pk)
    if not may_give_up(actor, row):
        raise NotAllowed(_("That nobody can be reached is for the estate manager or the head of the desk to say."))
    _check(row, version)
    if not tried_enough(row, now):
        raise UnableToCallBack(_("This number was not tried often enough yet."))
    reason = REASON.of(reason, UnableToCallBack)
    end_call_back(row, CallBackEnd.UNREACHABLE, at=now, by=actor.employee_id, actor=actor, now=now)
    note(row, "give_call_back_up", actor, now, text=reason)
    return row


def tried_enough(call_back: CallBack, now: datetime) -> bool:
    """Whether it was tried as often as the rules ask for."""
    version = version_for(call_back.estate.company_id, now)
    limits = figures(version.pk, call_back.estate_id) if version else None
    return limits is not None and clause_3_1_2_may_give_up(call_back.tries, limits)


def _waiting(call_back: CallBack, version: int | None, actor: Viewer) -> CallBack:
    row = hold_call_back(call_back.pk)
    _permit(actor, row)
    _check(row, version)
    return row


def _check(row: CallBack, version: int | None) -> None:
    if row.ended_at is not None:
        raise UnableToCallBack(_("This number is not waiting to be called back any more."))
    freshness.check(given=version, current=row.version, sentence=CHANGED)


def _permit(actor: Viewer, row: CallBack) -> None:
    sentence = _("The desk of the estate calls back.")
    permit(actor, *ANSWERS, sentence=sentence, company_id=row.estate.company_id, estate_id=row.estate_id)
