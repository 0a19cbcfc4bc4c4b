"""3.1.2: what exchanges told is folded into calls: in any order, twice, over midnight, with the same result."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from jujiao.kernel.database.compiled import compiled
from jujiao.rules.service.calls.callers import caller
from jujiao.rules.service.calls.piece import Piece, folded
from jujiao.rules.service.calls.ringing import Ringing, clause_3_1_2_ring
from jujiao.service.calls.models import Call, Source
from jujiao.service.calls.operations.around import Around
from jujiao.service.calls.operations.calling_back import follow
from jujiao.service.calls.operations.legs import join_legs
from jujiao.service.calls.operations.ringing_now import tell_whoever_sits_there

FOLLOWS: Final = (
    "direction", "number", "shown_number", "line", "queue", "came_at", "began_at", "answered_at", "ended_at",
    "ring_seconds", "verdict", "grade", "telephone", "duty_post", "answered_by", "heard_at", "late_records",
)  # fmt: skip
"""The columns of a call that follow from what was told."""


@transaction.atomic
def fold(source: Source, pieces: Sequence[Piece], *, now: datetime) -> list[Call]:
    """Joins what a source told with what it had told of the same calls before, and says of each what it is by now;
    gives those calls, held, in the order of their ids at the exchange.

    A call that is settled keeps its verdict: what comes later is kept in its legs, and counted."""
    told = folded(pieces)
    if not told:
        return []
    calls = _held(source, sorted({call for call, _leg in told}), now)
    known, grown = join_legs(calls, told)
    around = Around(source, known)
    legs = defaultdict(list)
    for piece in known:
        legs[piece.call].append(piece)
    for linked_id in grown:
        say(calls[linked_id], legs[linked_id], around, now)
    changed = [calls[each] for each in sorted(grown)]
    write(changed)
    follow(changed, now=now)
    tell_whoever_sits_there(source, changed, legs, now=now)
    return list(calls.values())


def write(calls: Sequence[Call], *also: str) -> None:
    """Writes down what follows for calls, which are held, and `also` these columns."""
    # Every row is there already. An UPDATE by bulk_update costs five times as much, for its CASE of every column.
    columns = [*FOLLOWS, *also]
    Call.objects.bulk_create(calls, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def say(call: Call, legs: Sequence[Piece], around: Around, now: datetime, *, settled: bool = False) -> None:
    """Sets what follows for a call, which is held, from all that is known of it."""
    call.heard_at = call.heard_at if settled else max(call.heard_at, now)
    ringing = clause_3_1_2_ring(
        legs, around.telephones.keys(), around.limit(_began(legs) or call.began_at), settled=settled
    )
    if call.settled_at is None:
        _apply(call, ringing, around)
        return
    call.late_records += 1
    call.ended_at = call.ended_at or ringing.ended_at


def _held(source: Source, ids: Sequence[str], now: datetime) -> dict[str, Call]:
    """The calls of these ids, made where they are new, and held in one order."""
    new = [
        Call(source=source, estate_id=source.estate_id, linked_id=each, direction="incoming", came_at=now, began_at=now,
             heard_at=now)
        for each in ids
    ]  # fmt: skip
    Call.objects.bulk_create(new, ignore_conflicts=True)
    held = {each.linked_id: each for each in _calls(source=source.pk, ids=ids)}
    for call in held.values():
        call.source, call.estate = source, source.estate
    return held


@compiled
def _calls(*, source: int, ids: Sequence[str]) -> QuerySet[Call]:
    return Call.objects.filter(source=source, linked_id__any_of=ids).order_by("linked_id").select_for_update()


def _began(legs: Iterable[Piece]) -> datetime | None:
    return min((at for one in legs for at in (one.began_at, one.rang_at) if at), default=None)


def _apply(call: Call, ringing: Ringing, around: Around) -> None:
    known = caller(ringing.outside)
    call.direction = ringing.direction.value
    call.number, call.shown_number = known.number, known.shown
    call.line, call.queue = ringing.line, ringing.queue
    call.came_at = ringing.came_at or call.came_at
    call.began_at = ringing.began_at or call.came_at
    call.answered_at, call.ended_at = ringing.answered_at, ringing.ended_at
    call.ring_seconds, call.verdict, call.grade = ringing.seconds, ringing.verdict.value, ringing.grade.value
    telephone = around.telephones.get(ringing.extension)
    call.telephone, call.duty_post = telephone, telephone.duty_post if telephone else None
    call.answered_by_id = None
    if telephone is not None and ringing.by_desk:
        call.answered_by_id = around.seated(telephone, ringing.answered_at or call.began_at)
