"""3.1.2: a missed call has its number called back in time; whoever is spoken to waits no more, whatever came first."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.calls.piece import Direction, Ending, Piece
from jujiao.service.calls.jobs import settle_all
from jujiao.service.calls.models import Call, CallBack, CallBackEnd, CallBackTry
from jujiao.service.calls.operations.promising import end_call_back
from jujiao.service.calls.operations.trying import UnableToCallBack, give_up, reach, try_in_vain
from jujiao.service.calls.operations.typing_in import UnableToTypeIn, type_in
from jujiao.service.calls.tests.telling import BEGAN, MINUTE, NUMBER, SECOND, Exchange, the_exchange
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(cast: Cast) -> Exchange:
    return the_exchange(cast)


def waits() -> CallBack:
    return CallBack.objects.get(ended_at=None)


def promised() -> list[tuple[str, datetime, datetime | None]]:
    rows = Promise.objects.filter(kind="call_back.made").order_by("started_at", "pk")
    return list(rows.values_list("state", "started_at", "done_at"))


def test_a_number_waits_once_however_often_they_call(exchange: Exchange, cast: Cast) -> None:
    exchange.missed("one", BEGAN)
    exchange.missed("two", BEGAN + 3 * MINUTE)
    exchange.missed("other", BEGAN, number="13700137000")
    exchange.missed("hidden", BEGAN, number="anonymous")
    row = CallBack.objects.get(number=NUMBER)
    assert (row.missed_at, row.calls.count()) == (BEGAN, 2)
    promise = Promise.objects.get(subject_id=row.pk, kind="call_back.made")
    assert (promise.due_at, promise.department) == (BEGAN + 15 * MINUTE, cast.customer_service)
    assert CallBack.objects.count() == 2
    assert Call.objects.get(linked_id="hidden").call_back is None


@pytest.mark.parametrize("direction", [Direction.INCOMING, Direction.OUTGOING])
@pytest.mark.parametrize("first", ["missed", "answered"])
def test_whoever_is_spoken_to_waits_no_more_whichever_was_told_first(
    exchange: Exchange, direction: Direction, first: str
) -> None:
    answer = BEGAN + 4 * MINUTE
    if first == "missed":
        exchange.missed("one", BEGAN)
    exchange.answered("two", answer, now=NOW, direction=direction)
    if first == "answered":
        exchange.missed("one", BEGAN, now=NOW)
    row = CallBack.objects.get()
    ends = {Direction.INCOMING: "called_again", Direction.OUTGOING: "reached"}
    assert (row.missed_at, row.ended_at, row.end) == (BEGAN, answer, ends[direction])
    assert promised() == [(PromiseState.MET, BEGAN, answer)]


def test_calls_told_in_disorder_wait_as_in_order(exchange: Exchange) -> None:
    exchange.missed("third", BEGAN + 5 * MINUTE)
    exchange.missed("first", BEGAN, now=BEGAN + 6 * MINUTE)
    assert waits().missed_at == BEGAN
    exchange.answered("second", BEGAN + 2 * MINUTE, now=BEGAN + 7 * MINUTE)
    ended, running = CallBack.objects.order_by("missed_at")
    assert (ended.missed_at, ended.ended_at) == (BEGAN, BEGAN + 2 * MINUTE)
    assert (running.missed_at, running.ended_at) == (BEGAN + 5 * MINUTE, None)
    kept = [each for each in promised() if each[0] != PromiseState.SUPERSEDED]
    assert kept == [
        (PromiseState.MET, BEGAN, BEGAN + 2 * MINUTE),
        (PromiseState.RUNNING, BEGAN + 5 * MINUTE, None),
    ]


def test_a_call_that_was_answered_after_all_asks_for_nothing(exchange: Exchange) -> None:
    exchange.missed("one", BEGAN)
    late = Piece(call="one", leg="b", extension="801", rang_at=BEGAN - 20 * SECOND, answered_at=BEGAN - 9 * SECOND)
    (call,) = exchange.tells(late, now=BEGAN + MINUTE)
    row = CallBack.objects.get()
    assert (call.verdict, row.end, row.ended_at) == ("late", "answered", BEGAN + MINUTE)
    assert [state for state, *_times in promised()] == [PromiseState.CANCELLED]


def test_nobody_is_called_back_of_whom_the_exchange_told_a_day_later(exchange: Exchange) -> None:
    assert exchange.missed("one", BEGAN - timedelta(days=2), now=NOW).verdict == "missed"
    assert not CallBack.objects.exists()


def test_a_call_without_an_end_waits_once_it_is_settled(exchange: Exchange) -> None:
    leg = Piece(call="one", leg="a", extension="801", rang_at=BEGAN, ending=Ending.BUSY, outside=NUMBER)
    exchange.tells(leg, now=BEGAN)
    assert not CallBack.objects.exists()
    assert settle_all(now=BEGAN + 5 * MINUTE) == 1
    assert (Call.objects.get().verdict, waits().number) == ("missed", NUMBER)


def test_tries_are_rows_and_after_three_the_manager_may_give_up(exchange: Exchange, cast: Cast) -> None:
    exchange.missed("one", BEGAN)
    row, clerk = waits(), cast.clerk.viewer
    for number in range(3):
        assert row.tries == number
        with pytest.raises(UnableToCallBack):
            give_up(call_back=row, reason="无人接听", version=row.version, actor=cast.manager.viewer, now=NOW)
        row = try_in_vain(call_back=row, version=row.version, actor=clerk, now=NOW)
    assert CallBackTry.objects.filter(employee=cast.clerk.employee).count() == 3
    with pytest.raises(NotAllowed):
        give_up(call_back=row, reason="无人接听", version=row.version, actor=clerk, now=NOW)
    with pytest.raises(Stale):
        reach(call_back=row, version=row.version - 1, actor=clerk, now=NOW)
    ended = give_up(call_back=row, reason="无人接听", version=row.version, actor=cast.manager.viewer, now=NOW)
    assert (ended.end, promised()[0][0]) == ("unreachable", PromiseState.CANCELLED)
    with pytest.raises(UnableToCallBack):
        reach(call_back=row, version=ended.version, actor=clerk, now=NOW)


def test_whoever_reaches_them_ends_it(exchange: Exchange, cast: Cast) -> None:
    exchange.missed("one", BEGAN)
    with pytest.raises(NotAllowed):
        reach(call_back=waits(), version=1, actor=cast.engineer.viewer, now=NOW)
    row = reach(call_back=waits(), version=1, actor=cast.clerk.viewer, now=NOW)
    assert (row.end, row.ended_by, row.ended_at) == ("reached", cast.clerk.employee, NOW)
    assert promised() == [(PromiseState.MET, BEGAN, NOW)]


def test_a_call_typed_in_by_hand_is_marked_and_followed(cast: Cast) -> None:
    given: dict[str, Any] = {
        "estate": cast.estate,
        "direction": "incoming",
        "number": NUMBER,
        "actor": cast.clerk.viewer,
        "now": NOW,
    }
    call = type_in(**given, began_at=BEGAN, answered=False)
    assert (call.grade, call.verdict, waits().missed_at) == ("by_hand", "missed", BEGAN)
    answered = type_in(**given, began_at=BEGAN + MINUTE, answered=True, text="问停车位")
    assert (answered.verdict, answered.purpose, CallBack.objects.get().end) == ("unknown", "note", "called_again")
    for wrong in (BEGAN - timedelta(days=8), NOW + MINUTE):
        with pytest.raises(UnableToTypeIn):
            type_in(**given, began_at=wrong, answered=True)
    with pytest.raises(NotAllowed):
        type_in(**{**given, "actor": cast.engineer.viewer}, began_at=BEGAN, answered=True)


def test_a_call_that_was_not_missed_after_all_asks_for_nothing(exchange: Exchange) -> None:
    """One telephone was busy, of which the exchange told first; the other one rang, and the caller hung up at once."""
    exchange.source.telephones.create(extension="802", duty_post=exchange.source.telephones.get().duty_post)
    end = BEGAN + 5 * SECOND
    whole = Piece(call="one", direction=Direction.INCOMING, outside=NUMBER, began_at=BEGAN, ended_at=end)
    busy = Piece(call="one", leg="a", extension="801", ended_at=BEGAN, ending=Ending.BUSY)
    (call,) = exchange.tells(whole, busy, now=BEGAN + MINUTE)
    assert (call.verdict, waits().number) == ("missed", NUMBER)
    rang = Piece(call="one", leg="b", extension="802", rang_at=BEGAN, ended_at=end, ending=Ending.UNANSWERED)
    (call,) = exchange.tells(rang, now=BEGAN + MINUTE)
    row = CallBack.objects.get()
    assert (call.verdict, call.call_back, row.end) == ("given_up", None, "answered")
    assert [state for state, *_times in promised()] == [PromiseState.CANCELLED]


def test_whom_somebody_reached_waits_for_no_call_of_before(exchange: Exchange, cast: Cast) -> None:
    exchange.missed("one", BEGAN)
    row = reach(call_back=waits(), version=1, actor=cast.clerk.viewer, now=BEGAN + 5 * MINUTE)
    call = exchange.missed("two", BEGAN + 2 * MINUTE, now=BEGAN + 8 * MINUTE)
    assert (call.call_back, CallBack.objects.count()) == (row, 1)
    exchange.missed("three", BEGAN + 6 * MINUTE, now=BEGAN + 8 * MINUTE)
    assert waits().missed_at == BEGAN + 6 * MINUTE


def test_a_call_that_was_in_other_hands_while_its_wait_ended_waits_again(exchange: Exchange) -> None:
    exchange.missed("one", BEGAN)
    exchange.missed("two", BEGAN + 5 * MINUTE)
    # As the answer leaves it that finds the second call held by whoever folds it at this moment.
    end_call_back(waits(), CallBackEnd.REACHED, at=BEGAN + 2 * MINUTE, by=None, now=BEGAN + 6 * MINUTE)
    leg = Piece(call="two", leg="b", extension="802", ended_at=BEGAN + 5 * MINUTE, ending=Ending.BUSY)
    (call,) = exchange.tells(leg, now=BEGAN + 6 * MINUTE)
    assert (call.call_back, waits().missed_at) == (waits(), BEGAN + 5 * MINUTE)
