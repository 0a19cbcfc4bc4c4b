"""Opening and closing accounts. Nobody opens one for themselves: it arises from a resident or an employee."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.accounts import people
from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import end_access, forget_sources, locked, note, only_administrators
from jujiao.company.accounts.phones import normalise_mobile
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.errors import UnableTo


class UnableToOpenAccount(UnableTo):
    """The name or the phone number belongs to another account already."""


def open_for_resident(*, phone: str, actor: Viewer, now: datetime) -> User | None:
    """The account of the resident with this normalised number, opened if it is the first time; None for strangers.

    Both look-ups are made whatever the first one finds, so that known and unknown numbers take the same time. Only the
    one time that an account arises takes longer."""
    person = people.find(phone)
    user = User.objects.filter(phone=phone).first()
    if user is None and person is not None:
        user = _open(phone, person, actor, now)
    # Staff have their own door with its second factor; a number alone must not get around it.
    return user if user is not None and user.is_active and not user.is_staff_account else None


@transaction.atomic
def _open(phone: str, person: people.KnownPerson, actor: Viewer, now: datetime) -> User:
    user, new = User.objects.get_or_create(phone=phone, defaults={"name": person.name, "password": "!"})
    if new:
        people.link(person, user)
        note(user, "open_account", actor, now)
    return user


@transaction.atomic
def open_staff_account(
    *, username: str, name: str, actor: Viewer, now: datetime, phone: str = "", email: str = ""
) -> User:
    """An account for an employee, without a password: `password_link` lets the person choose one."""
    only_administrators(actor, Role.MANAGER)
    username = User.normalize_username(username.strip())
    user = User(username=username, name=name, phone=_own_phone(phone), email=email)
    user.set_unusable_password()
    if not username or User.objects.filter(username__iexact=username).exists():
        raise UnableToOpenAccount(_("The user name %(name)s is taken; choose another one.") % {"name": username})
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UnableToOpenAccount(_("This phone number or user name belongs to another account.")) from error
    note(user, "open_account", actor, now)
    return user


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


def _own_phone(phone: str) -> str | None:
    if not phone:
        return None
    try:
        return normalise_mobile(phone)
    except ValueError as error:
        raise UnableToOpenAccount(_("%(phone)s is no mobile number.") % {"phone": phone}) from error
