"""3.1.2: what an exchange tells becomes one call in any order, and is measured once nothing more is told of it."""

import random
from decimal import Decimal

import pytest

from jujiao.company.duty.operations import sign_on
from jujiao.promises.models import Measurement
from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.calls.piece import WHOLE, Ending, Piece
from jujiao.service.calls.jobs import settle_all
from jujiao.service.calls.models import Call, Leg
from jujiao.service.calls.tests.telling import BEGAN, MINUTE, NUMBER, SECOND, rang, the_exchange
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def told_of(call: Call) -> dict[str, object]:
    left = {"id", "source_id", "linked_id", "heard_at", "_state"}
    return {name: value for name, value in vars(call).items() if name not in left}


def test_order_and_repetition_change_nothing(cast: Cast) -> None:
    exchange = the_exchange(cast)
    pieces = [
        *rang("one", BEGAN, BEGAN + 90 * SECOND, BEGAN + 16 * SECOND),
        Piece(call="one", leg="x", extension="900", rang_at=BEGAN - SECOND, ended_at=BEGAN, ending=Ending.UNANSWERED),
    ]
    exchange.tells(*pieces, now=NOW)
    first = Call.objects.get()
    assert (first.number, first.verdict, first.ring_seconds) == (NUMBER, "late", Decimal(16))
    assert (first.began_at, first.came_at) == (BEGAN, BEGAN - 9 * SECOND)
    assert first.telephone is not None
    assert first.telephone.extension == "801"
    chance = random.Random(14)
    for number in range(4):
        again = [
            Piece(**{**{f: getattr(each, f) for f in Piece.__slots__}, "call": f"{number}"}) for each in pieces
        ] * 2
        chance.shuffle(again)
        for each in again:
            exchange.tells(each, now=NOW)
        assert told_of(Call.objects.get(linked_id=f"{number}")) == told_of(first)
    assert Leg.objects.count() == 3 * 5


def test_a_call_belongs_to_the_day_on_which_it_began_to_ring(cast: Cast) -> None:
    midnight = BEGAN.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    exchange = the_exchange(cast)
    exchange.tells(*rang("one", midnight - 2 * SECOND, midnight + MINUTE, midnight + 3 * SECOND), now=NOW)
    call = Call.objects.get()
    assert (call.began_at, call.verdict) == (midnight - 2 * SECOND, "kept")


def test_a_call_is_measured_once_nothing_more_is_told_of_it(cast: Cast) -> None:
    exchange = the_exchange(cast)
    telephone = exchange.source.telephones.get()
    sign_on(duty_post=telephone.duty_post, actor=cast.clerk.viewer, now=BEGAN - 2 * MINUTE)
    call = exchange.answered("one", BEGAN, now=BEGAN + MINUTE)
    assert call.answered_by == cast.clerk.employee
    assert settle_all(now=BEGAN + 5 * MINUTE) == 0
    assert settle_all(now=BEGAN + 6 * MINUTE) == 1
    row = Measurement.objects.get()
    assert (row.kind, row.value, row.verdict, row.unit) == ("phone_call.ring", Decimal(5), "kept", "seconds")
    assert (row.employee, row.happened_at) == (cast.clerk.employee, BEGAN - 5 * SECOND)
    assert row.department_id == telephone.duty_post.department_id
    exchange.tells(Piece(call="one", leg="b", extension="801", rang_at=BEGAN - 50 * SECOND), now=NOW)
    call.refresh_from_db()
    assert (call.verdict, call.late_records, call.ring_seconds) == ("kept", 1, Decimal(5))
    assert (settle_all(now=NOW), Measurement.objects.count()) == (0, 1)


def test_what_never_ended_is_settled_too(cast: Cast) -> None:
    exchange = the_exchange(cast)
    exchange.tells(Piece(call="rings", leg="a", extension="801", rang_at=BEGAN), now=BEGAN)
    exchange.tells(Piece(call="talks", leg="a", extension="801", rang_at=BEGAN, answered_at=BEGAN + SECOND), now=BEGAN)
    exchange.tells(Piece(call="menu", leg=WHOLE, began_at=BEGAN, ended_at=BEGAN + MINUTE), now=BEGAN)
    assert settle_all(now=NOW) == 2
    verdicts = dict(Call.objects.values_list("linked_id", "verdict"))
    assert verdicts == {"rings": "unknown", "talks": "kept", "menu": "not_rung"}
    assert list(Measurement.objects.values_list("verdict", flat=True)) == ["left_out"]
    assert settle_all(now=BEGAN + 240 * MINUTE) == 1


@pytest.mark.parametrize(("seconds", "verdict", "measured"), [(14, "given_up", "left_out"), (15, "missed", "missed")])
def test_whoever_hangs_up_is_counted_apart_or_was_missed(cast: Cast, seconds: int, verdict: str, measured: str) -> None:
    exchange = the_exchange(cast)
    exchange.tells(*rang("one", BEGAN, BEGAN + seconds * SECOND), now=BEGAN + MINUTE)
    assert settle_all(now=NOW) == 1
    assert (Call.objects.get().verdict, Measurement.objects.get().verdict) == (verdict, measured)
    assert Measurement.objects.get().value is None
