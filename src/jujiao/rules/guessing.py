"""How often a secret may be guessed, by whom: limits that slow a guesser and leave the people of an account alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What is tried."""

    PASSWORD = "password"  # noqa: S105 - a name
    SECOND_STEP = "second_step"
    """A code of an authenticator app, or a recovery code."""
    CODE_ASKED = "code_asked"
    """A code is to be sent to a phone: it costs money, and its owner's peace."""
    CODE_TYPED = "code_typed"
    """A code that was sent is typed."""


class Scope(StrEnum):
    """Whose tries are counted together."""

    DEVICE = "device"
    """On one device that has signed in to this account before: nobody else's tries count against it."""
    PLACE = "place"
    """To one account from an address from which it has signed in before, by devices that it does not know."""
    ADDRESS = "address"
    """From one address, to whatever accounts do not know it."""
    PAIR = "pair"
    """To one account from one address that it does not know."""
    ACCOUNT = "account"
    """To one account, from whatever it does not know."""
    SECRET = "secret"  # noqa: S105 - a name
    """At one code that was sent, whoever types."""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `within` of the first one."""

    most: int
    within: timedelta


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUARTER = 15 * MINUTE

LIMITS: Mapping[Kind, Mapping[Scope, tuple[Limit, ...]]] = {
    Kind.PASSWORD: {
        Scope.DEVICE: (Limit(10, QUARTER), Limit(100, DAY)),
        Scope.PLACE: (Limit(20, QUARTER), Limit(100, DAY)),
        Scope.ADDRESS: (Limit(100, HOUR), Limit(500, DAY)),
        Scope.PAIR: (Limit(5, QUARTER),),
        Scope.ACCOUNT: (Limit(100, DAY),),
    },
    Kind.SECOND_STEP: {
        Scope.DEVICE: (Limit(5, QUARTER), Limit(50, DAY)),
        Scope.PLACE: (Limit(5, QUARTER), Limit(50, DAY)),
        Scope.ADDRESS: (Limit(100, HOUR), Limit(500, DAY)),
        Scope.PAIR: (Limit(5, QUARTER),),
        Scope.ACCOUNT: (Limit(50, DAY),),
    },
    Kind.CODE_ASKED: {
        Scope.DEVICE: (Limit(3, MINUTE), Limit(10, HOUR)),
        Scope.PLACE: (Limit(3, MINUTE), Limit(10, HOUR)),
        Scope.ADDRESS: (Limit(60, QUARTER), Limit(500, DAY)),
        Scope.PAIR: (Limit(3, MINUTE), Limit(6, HOUR)),
        Scope.ACCOUNT: (Limit(10, HOUR), Limit(20, DAY)),
    },
    Kind.CODE_TYPED: {
        # First of all: what this code has no tries left for is counted nowhere else.
        Scope.SECRET: (Limit(3, QUARTER),),
        Scope.ADDRESS: (Limit(200, HOUR), Limit(1000, DAY)),
    },
}
"""NIST SP 800-63B 5.2.2 asks for no more than a hundred failures at an account. Here each who may try has a hundred a
day or fewer, so that a stranger uses up his own and not the account's. 0016 of docs/adr does the sums."""


def counted(kind: Kind, *, device_known: bool, address_known: bool) -> tuple[Scope, ...]:
    """Which counts a try enters, in the order in which they are asked.

    `device_known` and `address_known` say whether the account has signed in from them before. What is known has a
    count of its own, which strangers can neither fill nor use up. Of a code that was sent the count is the code's own,
    for known ones too."""
    if device_known:
        known: tuple[Scope, ...] = (Scope.DEVICE,)
    elif address_known:
        known = (Scope.PLACE,)
    else:
        known = (Scope.ADDRESS, Scope.PAIR, Scope.ACCOUNT)
    return tuple(scope for scope in (Scope.SECRET, *known) if scope in LIMITS[kind])


def wait(limits: tuple[Limit, ...], counts: tuple[tuple[int, datetime], ...], now: datetime) -> timedelta | None:
    """How long to wait until another try is heard, or None where this one is.

    `counts` has for each of `limits` how many tries there were, this one included, and when they are forgotten."""
    over = [until - now for limit, (count, until) in zip(limits, counts, strict=True) if count > limit.most]
    return max(over) if over else None
