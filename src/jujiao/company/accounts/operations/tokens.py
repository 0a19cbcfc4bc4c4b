"""Tokens of the API. The secret is shown once, when it is issued; only its digest is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.accounts.asked_with import answered, with_answers
from jujiao.company.accounts.models import ApiToken, User
from jujiao.company.accounts.operations.keeping import locked
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

PREFIX = "jujiao_"
USE_NOTED_EVERY = timedelta(minutes=1)
LABEL = Text(80, _lazy("Name what the token is for."), line=True)


class UnableToIssueToken(UnableTo):
    """The account is closed, the label empty, or the end lies in the past."""


class UnableToRevokeToken(UnableTo):
    """There is no such token, or it is revoked already."""


@transaction.atomic
def issue_token(*, user: User, label: str, actor: Viewer, now: datetime, expires_at: datetime | None = None) -> str:
    """A new token that acts as `user` until `expires_at` (None: until revoked). Returns its secret."""
    label = LABEL.of(label, UnableToIssueToken)
    user = locked(user)
    if not user.is_active:
        raise UnableToIssueToken(_("This account is closed."))
    if expires_at is not None and expires_at <= now:
        raise UnableToIssueToken(_("The token would have ended before it begins."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, label=label, digest=_digest(secret), created_at=now, expires_at=expires_at
    )
    note(user, "issue_token", actor, now, token=token.pk, label=token.label)
    return secret


@transaction.atomic
def revoke_token(*, token_id: int, actor: Viewer, now: datetime) -> None:
    """The token stops working at once; its row stays. For its own person and, at the command line, the operator."""
    token = ApiToken.objects.filter(pk=token_id).select_related("user").first()
    reached = token is not None and (actor == SYSTEM or token.user_id == actor.user_id)
    user = locked(token.user) if token and reached else None
    if user is None or not ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=now):
        raise UnableToRevokeToken(_("There is no token %(id)s that could be revoked.") % {"id": token_id})
    note(user, "revoke_token", actor, now, token=token_id)


def opens(token: ApiToken, secret: str) -> bool:
    """Whether that is the token's secret."""
    return token.digest == _digest(secret)


def authenticate(secret: str, now: datetime) -> User | None:
    """Whose token this is, if it is in force at `now` and its person may sign in.

    It is found by its digest, so no comparison takes longer the more of it was guessed. Its use is noted at most once
    a minute."""
    digest = _digest(secret)
    found, answers = with_answers(_in_force.asked(digest=digest, now=now), "tokens__digest", digest, now)
    token = first(found)
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return answered(token.user, answers)


@compiled
def _in_force(*, digest: str, now: datetime) -> QuerySet[ApiToken]:
    running = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))
    return ApiToken.objects.filter(running, digest=digest, user__is_active=True).select_related("user")


def _digest(secret: str) -> str:
    """Sha-256, hex. Lone surrogates and the like are no secrets of ours, but must not break the look-up."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
