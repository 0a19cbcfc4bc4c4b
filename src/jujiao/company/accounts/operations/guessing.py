"""Trying a secret: counted before it is compared, so that however many try at once, no more are heard than may be."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import ngettext

from jujiao.company.accounts.counting import count, give_back, key_of, keys_of
from jujiao.company.accounts.models import KnownSource, User
from jujiao.company.accounts.queries import known_among
from jujiao.kernel.errors import UnableTo
from jujiao.rules.guessing import LIMITS, MINUTE, Kind, Limit, Scope, counted, wait


class TooManyTries(UnableTo):
    """Nothing was compared: whoever tries has to wait for `pause` first. `scope` says whose tries were too many."""

    status = 429

    def __init__(self, scope: Scope, pause: timedelta) -> None:
        self.scope, self.pause = scope, pause
        minutes = max(1, -(-pause // MINUTE))
        sentence = ngettext(
            "Too many attempts. Try again in %(minutes)s minute.",
            "Too many attempts. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(sentence % {"minutes": minutes})


@dataclass(frozen=True)
class Source:
    """From where somebody tries: the secret that marks a device ("" where it has none yet), and the address."""

    device: str
    address: str

    @property
    def device_key(self) -> str:
        return key_of("device", self.device) if self.device else ""

    @property
    def address_key(self) -> str:
        return key_of("address", self.address)


def new_device() -> str:
    """A mark for a device, which nobody can guess."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Account:
    """Whose secret is tried: `key` names the account, whether or not there is one; `owner` finds it."""

    key: str
    owner: Q

    @classmethod
    def of(cls, user: User) -> "Account":
        return cls(f"user:{user.pk}", Q(user_id=user.pk))

    @classmethod
    def with_phone(cls, phone: str) -> "Account":
        return cls(f"phone:{phone}", Q(user__phone=phone))

    @classmethod
    def of_nobody(cls, name: str) -> "Account":
        """A user name that nobody has. It is looked up like one that somebody has, and takes as long."""
        return cls(f"name:{name.casefold()}", Q(user_id=0))


@dataclass(frozen=True)
class Try:
    """A try that may be compared; `counts` is what gets it back where it was right. After the last one that a code has,
    the code is dead."""

    counts: tuple[str, ...]
    is_last: bool = False


def begin_try(*, kind: Kind, account: Account, source: Source, now: datetime, secret: str = "") -> Try:
    """Counts a try before its secret is looked at; TooManyTries where it must not be looked at.

    What is refused is counted nowhere: to go on knocking makes nobody wait longer. `secret` tells codes that were sent
    from each other. It must not run inside a transaction that might be undone."""
    known = known_among(account.owner, [source.device_key, source.address_key])
    scopes = counted(kind, device_known=source.device_key in known, address_known=source.address_key in known)
    counts: list[str] = []
    is_last = False
    for scope in scopes:
        limits = LIMITS[kind][scope]
        keys = keys_of(f"{kind}.{scope}", limits, *_what(scope, account, source, secret))
        tries = count(f"{kind}.{scope}", limits, keys, now)
        pause = wait(limits, tries, now)
        if pause is not None:
            give_back([*counts, *keys])
            raise TooManyTries(scope, pause)
        if scope is Scope.SECRET:
            is_last = tries[0][0] == limits[0].most
        else:
            counts += keys
    return Try(tuple(counts), is_last)


def was_right(attempt: Try) -> None:
    """The secret was the right one: the try is taken out of what it was counted in. A code stays counted."""
    if attempt.counts:
        give_back(attempt.counts)


def use_code(*, user: User, code: str, lifetime: timedelta, now: datetime) -> bool:
    """Whether the code was not used before: of two that bring it at once, one does."""
    limit = Limit(1, lifetime)
    keys = keys_of("used_code", [limit], f"user:{user.pk}", code)
    return count("used_code", [limit], keys, now)[0][0] == 1


def remember_source(*, user: User, source: Source, now: datetime) -> None:
    """The person is in: their device and the address have counts of their own from now on."""
    keys = sorted({source.device_key, source.address_key} - {""})
    rows = [KnownSource(user=user, key=key, seen_at=now) for key in keys]
    KnownSource.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "key"], update_fields=["seen_at"]
    )


def _what(scope: Scope, account: Account, source: Source, secret: str) -> Sequence[str]:
    match scope:
        case Scope.DEVICE:
            return account.key, source.device_key
        case Scope.PLACE | Scope.PAIR:
            return account.key, source.address_key
        case Scope.ADDRESS:
            return (source.address_key,)
        case Scope.ACCOUNT:
            return (account.key,)
        case Scope.SECRET:
            return account.key, secret
