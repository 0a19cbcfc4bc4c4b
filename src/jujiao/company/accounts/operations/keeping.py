"""What every operation on an account shares: its lock, and who may administer."""

from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.kernel.record.access import Role, Viewer, permit

SUBJECT = "account"
ADMINISTRATORS = (Role.ADMINISTRATION, Role.SYSADMIN)


def locked(user: User) -> User:
    """The account's row as it is now, locked until the transaction ends. Rows that point to it, such as notices, may be
    written meanwhile."""
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def end_access(user: User, now: datetime, *, tokens: bool) -> int:
    """Ends every session of the person, with `tokens` also every token of theirs, and returns how many tokens that
    were. The caller holds the account's lock, and saves `session_epoch`."""
    user.session_epoch += 1
    return user.tokens.filter(revoked_at=None).update(revoked_at=now) if tokens else 0


def forget_sources(user: User) -> None:
    """The account was helped by others, or changes hands: what signed in before is a stranger's device like any."""
    user.known_sources.all().delete()


def only_administrators(actor: Viewer, *also: Role) -> None:
    """NotAllowed for everybody but administration, system administrators, who is `also` named, and the system itself.

    Which accounts an administrator may reach is for the caller to have looked up."""
    permit(actor, *ADMINISTRATORS, *also, sentence=_("Only administration may do this to a colleague's account."))
