"""Ending sessions, and taking away a second factor that is lost."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import SecondFactor, User
from jujiao.company.accounts.operations.keeping import locked, note, only_administrators
from jujiao.kernel.access import Viewer
from jujiao.kernel.errors import UnableTo


class UnableToResetSecondFactor(UnableTo):
    """It is one's own, there is none, or no reason was given."""


@transaction.atomic
def sign_out_elsewhere(*, user: User, actor: Viewer, now: datetime) -> User:
    """Ends every session of the person and returns the account as it is then.

    The session that asks stays if the caller updates its hash."""
    user = locked(user)
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
    note(user, "sign_out_elsewhere", actor, now)
    return user


@transaction.atomic
def reset_second_factor(*, user: User, actor: Viewer, now: datetime, reason: str) -> None:
    """Takes away all second factors of a colleague who has lost theirs, and ends their sessions.

    They set up a new one at the next sign-in. The caller has checked that the colleague is within the actor's reach."""
    only_administrators(actor)
    if actor.user_id == user.pk:
        raise UnableToResetSecondFactor(_("Somebody else has to reset your own second factor."))
    if not reason.strip():
        raise UnableToResetSecondFactor(_("Say why: how did you make sure that it is really them?"))
    user = locked(user)
    kinds = sorted(SecondFactor.objects.filter(user=user).values_list("type", flat=True))
    if not kinds:
        raise UnableToResetSecondFactor(_("This person has not set up a second factor."))
    SecondFactor.objects.filter(user=user).delete()
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
    note(user, "reset_second_factor", actor, now, reason.strip(), kinds=kinds)
