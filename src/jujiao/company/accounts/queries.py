"""Every read of this app."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from jujiao.company.accounts.models import ApiToken, KnownSource, SavedView, SecondFactor, User

PRIMARY = (SecondFactor.Type.TOTP, SecondFactor.Type.WEBAUTHN)


@dataclass(frozen=True)
class Security:
    """How one person signs in, for the security page."""

    has_password: bool
    app: SecondFactor | None
    passkeys: list[SecondFactor]
    recovery_codes_left: int | None
    tokens: list[ApiToken]

    @property
    def has_second_factor(self) -> bool:
        return bool(self.app or self.passkeys)


def second_factors(user: User) -> QuerySet[SecondFactor]:
    """The second factors that stand alone: recovery codes only help out."""
    found: QuerySet[SecondFactor] = SecondFactor.objects.filter(user=user, type__in=PRIMARY)
    return found


def security_of(user: User, now: datetime) -> Security:
    """Two queries. Tokens that are over are not shown."""
    found = list(SecondFactor.objects.filter(user=user).order_by("created_at", "id"))
    by_type = {factor.type: factor for factor in found}
    codes = by_type.get(SecondFactor.Type.RECOVERY_CODES)
    return Security(
        has_password=user.has_usable_password(),
        app=by_type.get(SecondFactor.Type.TOTP),
        passkeys=[factor for factor in found if factor.type == SecondFactor.Type.WEBAUTHN],
        recovery_codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        tokens=[token for token in tokens_of(user) if in_force(token, now)],
    )


def tokens_of(user: User | None = None) -> QuerySet[ApiToken]:
    """The tokens of a person, or of everybody, the newest first."""
    tokens = ApiToken.objects.select_related("user").order_by("-created_at", "-id")
    return tokens if user is None else tokens.filter(user=user)


def account_named(username: str) -> User | None:
    """The account of a member of staff by user name, capitals aside."""
    return User.objects.filter(username__iexact=username).first()


def known_among(owner: Q, keys: Iterable[str]) -> set[str]:
    """Which of the devices and addresses the account that `owner` finds has signed in from. Always one query."""
    return set(KnownSource.objects.filter(owner, key__in=list(keys)).values_list("key", flat=True))


def in_force(token: ApiToken, now: datetime) -> bool:
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def views_of(user_id: int | None, list_name: str) -> QuerySet[SavedView]:
    """The person's own views of a list, as they arranged them."""
    return SavedView.objects.filter(user=user_id, list=list_name).order_by("place")
