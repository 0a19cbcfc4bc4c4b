"""The legs of calls as rows, which say what pieces say."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet

from jujiao.kernel.database.compiled import compiled
from jujiao.rules.service.calls.piece import Clock, Direction, Ending, Piece, folded
from jujiao.service.calls.models import Call, Leg

TELLS: Final = (
    "direction", "outside", "line", "queue", "extension", "began_at", "rang_at", "answered_at", "ended_at", "ending",
    "bound_seconds", "clock",
)  # fmt: skip
"""The columns of a leg that a piece says."""


def join_legs(calls: Mapping[str, Call], told: Mapping[tuple[str, str], Piece]) -> tuple[list[Piece], set[str]]:
    """Writes down what pieces told about calls, which are held, by their ids at the exchange; gives all that is known
    of them by now, and the calls of which more is known than before."""
    linked = {call.pk: linked_id for linked_id, call in calls.items()}
    before = [piece_of(each, linked[each.call_id]) for each in _legs(calls=list(linked))]
    known = {(each.call, each.leg): each for each in before}
    after = folded([*before, *told.values()])
    grown = [after[key] for key in told if after[key] != known.get(key)]
    rows = [Leg(call=calls[each.call], leg=each.leg, **_columns(each)) for each in grown]
    Leg.objects.bulk_create(rows, update_conflicts=True, unique_fields=["call", "leg"], update_fields=TELLS)
    return list(after.values()), {each.call for each in grown}


@compiled
def _legs(*, calls: list[int]) -> QuerySet[Leg]:
    return Leg.objects.filter(call__any_of=calls)


def piece_of(leg: Leg, linked_id: str) -> Piece:
    """What a row says."""
    said: dict[str, Any] = {name: getattr(leg, name) for name in TELLS}
    said["direction"] = Direction(leg.direction) if leg.direction else None
    said["ending"] = Ending(leg.ending) if leg.ending else None
    said["clock"] = Clock(leg.clock)
    return Piece(call=linked_id, leg=leg.leg, **said)


def _columns(piece: Piece) -> dict[str, Any]:
    said = {name: getattr(piece, name) for name in TELLS}
    return {**said, **{name: said[name].value if said[name] else "" for name in ("direction", "ending", "clock")}}
