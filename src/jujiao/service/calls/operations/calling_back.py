"""3.1.2: what calls mean for the numbers that are to be called back: a missed one has them wait, an answered one ends
that at the instant of the answer, whichever of the two was told first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Q

from jujiao.promises.models import PromiseState
from jujiao.rules.service.calls.calling_back import TOLD_IN_TIME
from jujiao.service.calls.models import Call, CallBack, CallBackEnd, Direction, Verdict
from jujiao.service.calls.operations.promising import end_call_back, end_promise, open_call_back, promise_call_back

HOLD: Final = """
SELECT pg_advisory_xact_lock(hashtextextended('call_back ' || number, %s)) FROM unnest(%s::text[]) AS asked (number)
"""
"""The numbers of an estate, in one order, until the transaction ends: a call that is missed and one that is answered
may be told at the same moment, and neither sees the row of the other."""


def follow(calls: Sequence[Call], *, now: datetime) -> None:
    """What these calls, which are held and written down, mean for their numbers at their estate."""
    meant = [each for each in calls if each.number and _matters(each)]
    for estate in {each.estate_id: each.estate for each in meant}.values():
        here = sorted((each for each in meant if each.estate_id == estate.pk), key=_order)
        numbers = sorted({each.number for each in here})
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [estate.pk, numbers])
        waiting = CallBack.objects.filter(estate=estate, number__in=numbers, ended_at=None).order_by("number")
        running = {each.number: each for each in waiting.select_for_update()}
        for row in running.values():
            row.estate = estate
        for call in here:
            if _is_missed(call):
                _missed(call, running, now)
            else:
                _answered(call, running, now)


def missed_at(call: Call) -> datetime:
    """When a missed call was over, from which on it is counted."""
    return call.ended_at or call.began_at


def _matters(call: Call) -> bool:
    """Whether it was missed, answered, or taken for missed before."""
    return _is_missed(call) or call.answered_at is not None or call.call_back_id is not None


def _is_missed(call: Call) -> bool:
    return call.verdict == Verdict.MISSED and call.direction == Direction.INCOMING


def _order(call: Call) -> tuple[str, datetime]:
    return call.number, missed_at(call) if _is_missed(call) else call.answered_at or call.began_at


def _missed(call: Call, running: dict[str, CallBack], now: datetime) -> None:
    """The number waits, once however often they call; what ended that before it was told of is found as well."""
    at = missed_at(call)
    if now - at > TOLD_IN_TIME or _waits_already(call, at):
        return
    answer = _first_answer(call, at)
    row = running.get(call.number)
    if answer is not None:
        row = _closed_by(call, at, answer, now)
    elif reached := _reached_since(call, at):
        row = reached
    elif row is None:
        row = running[call.number] = open_call_back(call, at, now)
    elif at < row.missed_at:
        _counts_from(row, call, at)
    _join(call, row)


def _waits_already(call: Call, at: datetime) -> bool:
    """Whether it has the number wait, or had until it was over."""
    if call.call_back_id is None:
        return False
    return CallBack.objects.filter(Q(ended_at=None) | Q(ended_at__gte=at), pk=call.call_back_id).exists()


def _answered(call: Call, running: dict[str, CallBack], now: datetime) -> None:
    """Whoever is spoken to waits no more, but for calls that they made afterwards."""
    at = call.answered_at
    row = running.get(call.number)
    if row is not None and row.pk == call.call_back_id:
        _not_missed_after_all(call, row, running, now)
    elif row is not None and at is not None and row.missed_at <= at:
        how = CallBackEnd.REACHED if call.direction == Direction.OUTGOING else CallBackEnd.CALLED_AGAIN
        end_call_back(row, how, at=at, by=call.answered_by_id, now=now)
        del running[call.number]
        later = row.calls.filter(ended_at__gt=at, verdict=Verdict.MISSED).select_related("estate").order_by("ended_at")
        # One that is held elsewhere waits for this number there, and finds itself behind the answer once it has it.
        for each in later.select_for_update(of=("self",), skip_locked=True):
            _missed(each, running, now)


def _not_missed_after_all(call: Call, row: CallBack, running: dict[str, CallBack], now: datetime) -> None:
    """What the exchange had told of the call at first was not all: where no other one was missed, nobody waits."""
    _join(call, None)
    if not row.calls.filter(verdict=Verdict.MISSED).exists():
        end_call_back(row, CallBackEnd.NOT_MISSED, at=now, by=None, now=now)
        del running[call.number]


def _first_answer(call: Call, at: datetime) -> Call | None:
    """The first call with the number at the estate that somebody answered after an instant, theirs or ours."""
    found = Call.objects.filter(estate=call.estate_id, number=call.number, answered_at__gte=at)
    return found.exclude(direction=Direction.INTERNAL).exclude(pk=call.pk).order_by("answered_at", "pk").first()


def _reached_since(call: Call, at: datetime) -> CallBack | None:
    """The wait that somebody ended by saying that they spoke with them, after an instant: by a telephone of which no
    exchange tells."""
    ended = CallBack.objects.filter(estate=call.estate_id, number=call.number, end=CallBackEnd.REACHED)
    return ended.filter(ended_at__gte=at).order_by("ended_at").first()


def _closed_by(call: Call, at: datetime, answer: Call, now: datetime) -> CallBack:
    """The wait that an answer ended which was told of before the call that was missed."""
    ended = CallBack.objects.filter(estate=call.estate_id, number=call.number, ended_at=answer.answered_at)
    row = ended.order_by("missed_at").first()
    if row is None:
        how = CallBackEnd.REACHED if answer.direction == Direction.OUTGOING else CallBackEnd.CALLED_AGAIN
        row = open_call_back(call, at, now, ended_at=max(answer.answered_at or at, at), end=how)
        end_call_back(row, how, at=answer.answered_at or at, by=answer.answered_by_id, now=now)
    return row


def _counts_from(row: CallBack, call: Call, at: datetime) -> None:
    """An earlier call than the first that was told of: what is promised counts from there."""
    row.missed_at = at
    row.save(update_fields=["missed_at"])
    end_promise(row, PromiseState.SUPERSEDED, at)
    promise_call_back(row, call)


def _join(call: Call, row: CallBack | None) -> None:
    call.call_back = row
    call.save(update_fields=["call_back"])
