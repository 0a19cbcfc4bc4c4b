"""An owner's own app signs in: a code goes to their number, and the code gets a token (3.1.3)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.accounts import texting
from jujiao.company.accounts.models import ApiToken, User
from jujiao.company.accounts.operations.guessing import (
    Account,
    Source,
    TooManyTries,
    begin_try,
    new_device,
    remember_source,
    use_code,
    was_right,
)
from jujiao.company.accounts.operations.keeping import locked
from jujiao.company.accounts.operations.opening import open_for_resident, still_holds
from jujiao.company.accounts.operations.tokens import LABEL, issue_token, revoke_token
from jujiao.company.accounts.queries import known_among
from jujiao.company.accounts.tickets import Ticket
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.rules.guessing import Kind, Scope

MOST = 12
"""Apps of one person that are signed in. Who signs in on more loses the oldest."""


class UnableToSignIn(UnableTo):
    """The code is wrong, too old, or was used."""


@dataclass(frozen=True)
class SignedIn:
    """The secret of a new token, its row, and the mark by which the account knows the device from now on."""

    secret: str
    token: ApiToken
    device: str


def ask_for_code(*, phone: str, source: Source, now: datetime) -> Ticket:
    """Has a code sent to this normalised number. Known and unknown numbers take the same steps, and get a ticket alike.

    TooManyTries where the number, or where the request comes from, has had too many. Not to be called inside a
    transaction: a try must stay counted."""
    begin_try(kind=Kind.CODE_ASKED, account=Account.with_phone(phone), source=source, now=now)
    user = open_for_resident(phone=phone, actor=SYSTEM, now=now)
    ticket = Ticket.new(phone, user, now)
    if user is not None:
        texting.leave_code(user, phone, ticket.code)
    else:
        texting.leave_no_code(phone)
    return ticket


def sign_in_by_code(*, sealed: str, code: str, label: str, source: Source, now: datetime) -> SignedIn:
    """A token of the person to whose number the code was sent, good for as long as a browser stays signed in.

    `label` is what they call the device. UnableToSignIn, TooManyTries; not to be called inside a transaction."""
    label = LABEL.of(label, UnableToSignIn)
    ticket = Ticket.opened(sealed)
    if ticket is None or ticket.is_over(now):
        raise _too_old()
    try:
        attempt = begin_try(
            kind=Kind.CODE_TYPED, account=Account.with_phone(ticket.phone), source=source, now=now, secret=ticket.name
        )
    except TooManyTries as refused:
        if refused.scope is not Scope.SECRET:
            raise
        raise UnableToSignIn(_("That code was typed wrongly too often. Ask for a new one.")) from refused
    if not ticket.fits(code):
        raise UnableToSignIn(_("The code is not right."))
    was_right(attempt)
    user = User.objects.filter(pk=ticket.user_id, is_active=True, username=None).first()
    if user is None or not still_holds(user=user, phone=ticket.phone, now=now):
        raise _too_old()
    if not use_code(
        user=user, code=ticket.name, lifetime=timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT), now=now
    ):
        raise UnableToSignIn(_("That code was used. Ask for a new one."))
    return _signed_in(user, ticket.phone, label, source, now)


@transaction.atomic
def _signed_in(user: User, phone: str, label: str, source: Source, now: datetime) -> SignedIn:
    user = locked(user)
    themselves = Viewer(user_id=user.pk, name=user.name)
    User.objects.filter(pk=user.pk, phone=phone, phone_verified=False).update(phone_verified=True)
    running = ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=now).order_by("created_at", "id")
    for token_id in list(running.values_list("pk", flat=True))[: 1 - MOST]:
        revoke_token(token_id=token_id, actor=themselves, now=now)
    ends_at = now + timedelta(seconds=settings.JUJIAO_RESIDENT_SESSION_AGE)
    secret = issue_token(user=user, label=label, actor=themselves, now=now, expires_at=ends_at)
    if source.device_key not in known_among(Q(user=user), [source.device_key]):
        # Never one of the app's own choosing, which somebody else might choose as well.
        source = replace(source, device=new_device())
    remember_source(user=user, source=source, now=now)
    return SignedIn(secret, ApiToken.objects.filter(user=user).latest("id"), source.device)


def _too_old() -> UnableToSignIn:
    return UnableToSignIn(_("That code is too old. Ask for a new one."))
