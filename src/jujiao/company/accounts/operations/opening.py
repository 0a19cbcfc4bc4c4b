"""Opening and closing accounts. Nobody opens one for themselves: it arises from a resident or an employee."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.accounts import people
from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import end_access, forget_sources, locked, only_administrators
from jujiao.company.accounts.phones import clean_mobile, no_number
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.phones import NoNumber

EMAIL = EmailValidator()
USERNAME = Text(60, _lazy("Write a user name."), line=True)


class UnableToOpenAccount(UnableTo):
    """The user name belongs to another account already, or the number is none."""


def open_for_resident(*, phone: str, actor: Viewer, now: datetime) -> User | None:
    """The account of the resident who holds this normalised number now, opened if it is the first time; None for
    strangers, and where several hold it.

    Both look-ups are made whatever the first one finds, so that known and unknown numbers take the same time. Only the
    one time that an account arises, or that a number passes to another account, takes longer."""
    holder = people.find(phone, now).holder
    user = User.objects.filter(pk=holder.user_id or 0 if holder else 0).first()
    if holder is not None and user is None:
        user = _open(phone, holder, actor, now)
    # Staff have their own door with its second factor; a number alone must not get around it.
    if user is None or not user.is_active or user.is_staff_account:
        return None
    return user if user.phone == phone else _pass_on(phone, user, actor, now)


def still_holds(*, user: User, phone: str, now: datetime) -> bool:
    """Whether the number to which a code went still leads to the account: it may have changed meanwhile."""
    holder = people.find(phone, now).holder
    return holder is not None and holder.user_id == user.pk


@transaction.atomic
def _open(phone: str, holder: people.Holder, actor: Viewer, now: datetime) -> User | None:
    user = User(name=holder.name, phone=phone)
    user.set_unusable_password()
    user.save(force_insert=True)
    if people.link(holder, user):
        _take_away(phone, user, actor, now)
        note(user, "open_account", actor, now)
        return user
    # Another request has opened the person's account meanwhile: that one counts.
    user.delete()
    first = people.find(phone, now).holder
    return User.objects.filter(pk=first.user_id or 0).first() if first else None


@transaction.atomic
def _pass_on(phone: str, user: User, actor: Viewer, now: datetime) -> User:
    """The number is this account's from now on, to be proven by its next code."""
    _take_away(phone, user, actor, now)
    user = locked(user)
    user.phone, user.phone_verified = phone, False
    user.save(update_fields=["phone", "phone_verified"])
    note(user, "take_phone", actor, now)
    return user


def _take_away(phone: str, user: User, actor: Viewer, now: datetime) -> None:
    """Whoever signed in by the number before has lost it; their account, their cases and its history stay.

    Their sessions and tokens end: before the register knew of it, the new holder may have come in as them."""
    before = User.objects.select_for_update(no_key=True).filter(phone=phone, username=None).exclude(pk=user.pk)
    for each in before.order_by("pk"):
        each.phone, each.phone_verified = None, False
        tokens = end_access(each, now, tokens=True)
        forget_sources(each)
        each.save(update_fields=["phone", "phone_verified", "session_epoch"])
        note(each, "lose_phone", actor, now, tokens=tokens)


@transaction.atomic
def open_staff_account(
    *, username: str, name: str, actor: Viewer, now: datetime, phone: str = "", email: str = ""
) -> User:
    """An account for an employee, without a password: `password_link` lets the person choose one."""
    only_administrators(actor, Role.MANAGER)
    username = User.normalize_username(USERNAME.of(username, UnableToOpenAccount))
    user = User(username=username, name=name, phone=_own_phone(phone), email=_clean_email(email))
    user.set_unusable_password()
    if User.objects.filter(username__iexact=username).exists():
        raise _taken(username)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UnableToOpenAccount(
            _("The user name %(name)s is taken; choose another one.") % {"name": username}
        ) from error
    note(user, "open_account", actor, now)
    return user


def give_email(*, user: User, email: str | None) -> bool:
    """Another address for what is told by mail, "" for none; whether that changed anything. The caller, who holds the
    person's row, writes who did it."""
    if email is None or _clean_email(email) == user.email:
        return False
    user.email = _clean_email(email)
    user.save(update_fields=["email"])
    return True


def close_account(*, user: User, actor: Viewer, now: datetime) -> None:
    """The person can no longer sign in; sessions and tokens stop working at once."""
    _set_active(user, False, "close_account", actor, now)


def reopen_account(*, user: User, actor: Viewer, now: datetime) -> None:
    """The person may sign in again, with sessions and tokens made from now on."""
    _set_active(user, True, "reopen_account", actor, now)


@transaction.atomic
def _set_active(user: User, active: bool, verb: str, actor: Viewer, now: datetime) -> None:
    only_administrators(actor, Role.MANAGER)
    user = locked(user)
    if user.is_active == active:
        return
    user.is_active = active
    end_access(user, now, tokens=True)
    forget_sources(user)
    user.save(update_fields=["is_active", "session_epoch"])
    note(user, verb, actor, now)


def _taken(username: str) -> UnableToOpenAccount:
    return UnableToOpenAccount(_("The user name %(name)s is taken; choose another one.") % {"name": username})


def _clean_email(email: str) -> str:
    email = email.strip()
    try:
        if email:
            EMAIL(email)
    except ValidationError as error:
        raise UnableToOpenAccount(_("%(email)s is no e-mail address.") % {"email": email[:60]}) from error
    return email


def _own_phone(phone: str) -> str | None:
    if not phone:
        return None
    try:
        return clean_mobile(phone)
    except NoNumber as error:
        raise UnableToOpenAccount(no_number(error, phone)) from error
