"""3.1.2: what any telephone exchange tells of a call, in the one form in which all of them are folded.

Two pieces about the same part of a call join into one: the earliest ring, the earliest answer, the latest end. Joining
is commutative, associative and idempotent (a semilattice), so that order and repetition change nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Any

WHOLE = ""
"""The leg of a piece that is about the call as a whole."""


class Direction(StrEnum):
    """Who called: somebody outside, one of ours, or one of ours another one. The earlier one stands where parts of one
    call say different things: one that came in stays so when it is passed on within the house, or to a mobile phone."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"


class Ending(StrEnum):
    """How a leg ended, the weakest first: what is known of it grows with what is told."""

    FAILED = "failed"
    UNANSWERED = "unanswered"
    BUSY = "busy"
    ANSWERED = "answered"


class Clock(StrEnum):
    """Whose clock the instants are by, the better one first: the exchange's, or ours as the news came in."""

    EXCHANGE = "exchange"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one record says of one leg of a call, or (WHOLE) of the call as a whole. What it does not say is None or "".

    A leg is one try to have one telephone ring: greetings, menus, queues and voice mail are none. All instants are
    aware. `call` and `leg` are the exchange's own ids. `outside` is the number of the other side as the exchange writes
    it, `line` ours that was dialled, `extension` the telephone that rang. `rang_at` is when that telephone began to
    ring, never when the call came in. `bound_seconds`: where no ring was told by leg, the ring was no longer than
    this."""

    call: str
    leg: str = WHOLE
    direction: Direction | None = None
    outside: str = ""
    line: str = ""
    queue: str = ""
    extension: str = ""
    began_at: datetime | None = None
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    bound_seconds: Decimal | None = None
    clock: Clock = Clock.EXCHANGE


def join(one: Piece, other: Piece) -> Piece:
    """What two pieces about the same leg of the same call say together; ValueError for pieces about different ones."""
    if (one.call, one.leg) != (other.call, other.leg):
        raise ValueError(f"{one.call}/{one.leg} and {other.call}/{other.leg} are not the same")
    said = {each.name: _joined(each.name, getattr(one, each.name), getattr(other, each.name)) for each in fields(one)}
    return Piece(**said)


def folded(pieces: Iterable[Piece]) -> dict[tuple[str, str], Piece]:
    """All that is known, by call and leg, whatever the order of the pieces and however often each came."""
    legs: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        legs.setdefault((piece.call, piece.leg), []).append(piece)
    return {key: reduce(join, told) for key, told in legs.items()}


def _stronger(one: Ending, other: Ending) -> Ending:
    return max(one, other, key=list(Ending).index)


def _worse(one: Clock, other: Clock) -> Clock:
    return max(one, other, key=list(Clock).index)


def _outermost(one: Direction, other: Direction) -> Direction:
    return min(one, other, key=list(Direction).index)


_JOINS: dict[str, Callable[[Any, Any], Any]] = {
    "direction": _outermost,
    "began_at": min,
    "rang_at": min,
    "answered_at": min,
    "bound_seconds": min,
    "ended_at": max,
    "ending": _stronger,
    "clock": _worse,
}
"""How two values join where both are there; of two texts the greater one stays, whichever came first."""


def _joined(name: str, one: Any, other: Any) -> Any:
    if one is None or one == "":
        return other
    if other is None or other == "":
        return one
    return _JOINS.get(name, max)(one, other)
