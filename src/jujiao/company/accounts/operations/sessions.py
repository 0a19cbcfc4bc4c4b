"""Ending sessions, and taking away a second factor that is lost."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.accounts.models import SecondFactor, User
from jujiao.company.accounts.operations.keeping import end_access, forget_sources, locked, only_administrators
from jujiao.company.accounts.queries import second_factors
from jujiao.company.accounts.signals import access_changed
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

REASON = Text(300, _lazy("Say why: how did you make sure that it is really them?"))


class UnableToResetSecondFactor(UnableTo):
    """It is one's own, there is none, or no reason was given."""


@transaction.atomic
def sign_out_elsewhere(*, user: User, actor: Viewer, now: datetime) -> User:
    """Ends every session of the person and returns the account as it is then. Tokens go on: programs use them.

    The session that asks stays if the caller updates its hash."""
    user = locked(user)
    end_access(user, now, tokens=False)
    user.save(update_fields=["session_epoch"])
    note(user, "sign_out_elsewhere", actor, now)
    return user


@transaction.atomic
def begin_second_factor(*, user: User, kind: str, actor: Viewer, now: datetime) -> User | None:
    """The person has set up a second factor of this kind. Where it is the first one that stands alone, every session
    ends that never showed one, and the account as it is then is returned; the session that asks stays if the caller
    updates its hash. None where there was one already."""
    user = locked(user)
    first = second_factors(user).count() == 1
    if first:
        end_access(user, now, tokens=False)
        user.save(update_fields=["session_epoch"])
    note(user, "add_second_factor", actor, now, kind=kind)
    return user if first else None


@transaction.atomic
def end_sessions(*, user: User, verb: str, actor: Viewer, now: datetime) -> None:
    """Ends every session of an account, as what proves its person has changed; `verb` says on its timeline what did.
    Tokens that a code has opened end with them; those of staff, which no code opens, go on."""
    user = locked(user)
    tokens = end_access(user, now, tokens=not user.is_staff_account)
    forget_sources(user)
    user.save(update_fields=["session_epoch"])
    note(user, verb, actor, now, tokens=tokens)


@transaction.atomic
def reset_second_factor(*, user: User, actor: Viewer, now: datetime, reason: str) -> None:
    """Takes away all second factors of a colleague who has lost theirs, and ends their sessions and tokens.

    They set up a new one at the next sign-in. The caller has checked that the colleague is within the actor's reach."""
    only_administrators(actor)
    if actor.user_id == user.pk:
        raise UnableToResetSecondFactor(_("Somebody else has to reset your own second factor."))
    reason = REASON.of(reason, UnableToResetSecondFactor)
    user = locked(user)
    kinds = sorted(SecondFactor.objects.filter(user=user).values_list("type", flat=True))
    if not kinds:
        raise UnableToResetSecondFactor(_("This person has not set up a second factor."))
    SecondFactor.objects.filter(user=user).delete()
    tokens = end_access(user, now, tokens=True)
    forget_sources(user)
    user.save(update_fields=["session_epoch"])
    note(user, "reset_second_factor", actor, now, text=reason, kinds=kinds, tokens=tokens)
    access_changed(user, "reset_second_factor", actor, now)
