"""The means by which a member of staff proves who they are: the password."""

from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import end_access, forget_sources, locked, only_administrators
from jujiao.company.accounts.signals import access_changed
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.timeline import note


class UnableToChoosePassword(UnableTo):
    """The link is used up or too old."""


@transaction.atomic
def password_link(*, user: User, actor: Viewer, now: datetime) -> str:
    """The path of a page on which the person chooses a password, once, within PASSWORD_RESET_TIMEOUT (three days).

    Whoever gives it to them never knows the password. A sign-in makes it void."""
    only_administrators(actor, Role.MANAGER)
    user = locked(user)
    note(user, "give_password_link", actor, now)
    access_changed(user, "give_password_link", actor, now)
    person = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("accounts:choose_password", args=[person, default_token_generator.make_token(user)])


@transaction.atomic
def choose_password(*, user: User, token: str, password: str, actor: Viewer, now: datetime) -> None:
    """Sets the password of the person who holds the link's `token`; all their sessions and tokens end."""
    user = locked(user)
    if not default_token_generator.check_token(user, token):
        raise UnableToChoosePassword(_("This link has been used or is too old. Ask administration for a new one."))
    forget_sources(user)
    _set(user, password, "choose_password", actor, now)


@transaction.atomic
def change_password(*, user: User, password: str, actor: Viewer, now: datetime) -> User:
    """Another password, chosen by the signed-in person, who has just typed the old one; all their sessions and tokens
    end. Returns the account as it is then: the session that asks stays if the caller updates its hash."""
    user = locked(user)
    _set(user, password, "change_password", actor, now)
    return user


def _set(user: User, password: str, verb: str, actor: Viewer, now: datetime) -> None:
    user.set_password(password)
    tokens = end_access(user, now, tokens=True)
    user.save(update_fields=["password", "session_epoch"])
    note(user, verb, actor, now, tokens=tokens)
    access_changed(user, verb, actor, now)
