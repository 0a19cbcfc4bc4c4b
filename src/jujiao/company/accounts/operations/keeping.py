"""What every operation on an account shares: its lock, its timeline, and who may administer."""

from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.kernel import timeline
from jujiao.kernel.access import SYSTEM, Role, Viewer
from jujiao.kernel.errors import NotAllowed

SUBJECT = "account"
ADMINISTRATORS = (Role.ADMINISTRATION, Role.SYSADMIN)


def locked(user: User) -> User:
    """The account's row as it is now, locked until the transaction ends."""
    return User.objects.select_for_update().get(pk=user.pk)


def note(user: User, verb: str, actor: Viewer, now: datetime, text: str = "", **details: object) -> None:
    """One timeline row of the account. The caller holds the account's lock, or has just made it."""
    timeline.record(
        subject_kind=SUBJECT,
        subject_id=user.pk,
        estate_id=None,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
        details=details,
    )


def only_administrators(actor: Viewer, *also: Role) -> None:
    """NotAllowed for everybody but administration, system administrators, who is `also` named, and the system itself.

    Which accounts an administrator may reach is for the caller to have looked up."""
    if actor != SYSTEM and not actor.has(*ADMINISTRATORS, *also):
        raise NotAllowed(_("Only administration may do this to a colleague's account."))
