"""3.1.2: how long it rang at the desk and what that says, who is called back by when, and how long numbers are kept."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.figure import Figures
from jujiao.rules.figures import shipped
from jujiao.rules.service.calls.callers import Caller, caller
from jujiao.rules.service.calls.calling_back import (
    clause_3_1_2_call_back,
    clause_3_1_2_may_give_up,
    clause_3_1_2_numbers_go,
)
from jujiao.rules.service.calls.piece import WHOLE, Clock, Direction, Ending, Piece, folded
from jujiao.rules.service.calls.ringing import Grade, Ringing, Verdict, clause_3_1_2_ring, strictly_kept
from jujiao.rules.service.complaints import NO_CALENDAR

START = datetime(2026, 3, 11, 1, 59, 50, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LIMIT = 15 * SECOND
INSTANTS = {"began_at", "rang_at", "answered_at", "ended_at"}


def told(leg: str = WHOLE, extension: str = "", **said: Any) -> Piece:
    """A piece; instants are seconds from the start."""
    given = {name: START + value * SECOND if name in INSTANTS else value for name, value in said.items()}
    return Piece(call="c", leg=leg, extension=extension, **given)


def rung(*pieces: Piece, settled: bool = False) -> Ringing:
    return clause_3_1_2_ring(folded(pieces).values(), {"801", "802"}, LIMIT, settled=settled)


WHOLE_CALL = told(began_at=0, ended_at=60)
ONE = told("a", "801", rang_at=10, ended_at=22, ending=Ending.UNANSWERED)
UNANSWERED = {
    "menu": (WHOLE_CALL,),
    "still": (told(began_at=0), ONE),
    "answered elsewhere": (WHOLE_CALL, told("x", "900", rang_at=1, answered_at=4, ended_at=60)),
    "given up": (told(began_at=0, ended_at=24), told("a", "801", rang_at=10, ended_at=24, ending=Ending.UNANSWERED)),
    "rang out": (told(began_at=0, ended_at=25), told("a", "801", rang_at=10, ended_at=25, ending=Ending.UNANSWERED)),
    "voice mail": (WHOLE_CALL, told("a", "801", rang_at=10, ended_at=20, ending=Ending.UNANSWERED)),
    "all busy": (told(began_at=0, ended_at=2), told("a", "801", began_at=1, ended_at=2, ending=Ending.BUSY)),
    "turned away": (told(began_at=0, ended_at=6), told("a", "801", rang_at=1, ended_at=6, ending=Ending.BUSY)),
    "busy, says the exchange": (told(began_at=0, ended_at=3, ending=Ending.BUSY),),
    "queued in vain": (told(began_at=0, ended_at=90, queue="6400", ending=Ending.UNANSWERED),),
    "queued a moment": (told(began_at=0, ended_at=9, queue="6400", ending=Ending.UNANSWERED),),
    "no longer than 9 s": (told(extension="801", ended_at=9, bound_seconds=Decimal(9), ending=Ending.UNANSWERED),),
    "no longer than 40 s": (told(extension="801", ended_at=40, bound_seconds=Decimal(40), ending=Ending.UNANSWERED),),
}


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        ("menu", Verdict.NOT_RUNG), ("still", Verdict.GOING_ON), ("answered elsewhere", Verdict.NOT_RUNG),
        ("given up", Verdict.GIVEN_UP), ("rang out", Verdict.MISSED), ("voice mail", Verdict.MISSED),
        ("all busy", Verdict.MISSED), ("turned away", Verdict.MISSED), ("busy, says the exchange", Verdict.MISSED),
        ("queued in vain", Verdict.MISSED), ("queued a moment", Verdict.NOT_RUNG),
        ("no longer than 9 s", Verdict.GIVEN_UP), ("no longer than 40 s", Verdict.MISSED),
    ],
)  # fmt: skip
def test_clause_3_1_2_ring(case: str, verdict: Verdict) -> None:
    found = rung(*UNANSWERED[case])
    assert (found.verdict, found.seconds) == (verdict, None)


@pytest.mark.parametrize(
    ("seconds", "verdict", "strict"),
    [("10.999999", Verdict.KEPT, True), ("11", Verdict.KEPT, False), ("14.999999", Verdict.KEPT, False),
     ("15", Verdict.LATE, False)],
)  # fmt: skip
def test_below_the_limit_is_kept_to_the_microsecond(seconds: str, verdict: Verdict, strict: bool) -> None:
    answered = told("a", "801", rang_at=0, ended_at=60)
    at = START + timedelta(microseconds=int(Decimal(seconds) * 1_000_000))
    found = rung(WHOLE_CALL, answered, Piece(call="c", leg="a", answered_at=at, ending=Ending.ANSWERED))
    assert (found.verdict, found.seconds) == (verdict, Decimal(seconds))
    assert strictly_kept(Decimal(seconds), 11 * SECOND) is strict


def test_the_ring_goes_over_all_legs_whatever_their_order() -> None:
    pieces = [
        told(began_at=0, direction=Direction.INCOMING, outside="13800138000"),
        ONE,
        told("b", "802", rang_at=22, answered_at=24),
        told("b", "802", ended_at=60, ending=Ending.ANSWERED),
        told(ended_at=60),
    ]
    expected = rung(*pieces)
    assert (expected.verdict, expected.seconds, expected.extension) == (Verdict.KEPT, Decimal(14), "802")
    assert (expected.began_at, expected.ended_at) == (START + 10 * SECOND, START + 60 * SECOND)
    assert all(rung(*order) == expected for order in permutations(pieces))
    assert rung(*pieces, *pieces) == expected


def test_what_came_before_the_desk_rang_does_not_count() -> None:
    menu = told("m", "900", rang_at=1, answered_at=3, ended_at=30)
    found = rung(WHOLE_CALL, menu, told("a", "801", rang_at=30, answered_at=41, ended_at=60))
    assert (found.verdict, found.seconds, found.by_desk) == (Verdict.KEPT, Decimal(11), True)
    taken = rung(WHOLE_CALL, ONE, told("x", "900", rang_at=22, answered_at=27, ended_at=60))
    assert (taken.verdict, taken.seconds, taken.by_desk) == (Verdict.LATE, Decimal(17), False)


def test_what_is_known_less_well_says_so() -> None:
    news = told("a", "801", rang_at=1, answered_at=5, ended_at=60, clock=Clock.RECEIPT)
    assert (rung(WHOLE_CALL, news).verdict, rung(WHOLE_CALL, news).grade) == (Verdict.KEPT, Grade.BY_RECEIPT)
    bound = told(extension="801", ended_at=60, bound_seconds=Decimal(12), ending=Ending.ANSWERED)
    found = rung(bound)
    assert (found.verdict, found.grade, found.seconds) == (Verdict.KEPT, Grade.UPPER_BOUND, Decimal(12))
    first = told("a", "801", ended_at=12, bound_seconds=Decimal(12), ending=Ending.UNANSWERED)
    second = told("b", "802", answered_at=20, ended_at=60, bound_seconds=Decimal(7), ending=Ending.ANSWERED)
    assert (rung(first, second).verdict, rung(first, second).seconds) == (Verdict.UNKNOWN, Decimal(20))
    in_time = told("b", "802", answered_at=14, ended_at=60, bound_seconds=Decimal(2), ending=Ending.ANSWERED)
    assert (rung(first, in_time).verdict, rung(first, in_time).seconds) == (Verdict.KEPT, Decimal(14))
    nobody = told("b", "802", ended_at=20, bound_seconds=Decimal(7), ending=Ending.UNANSWERED)
    assert rung(first, nobody).verdict == Verdict.MISSED
    longer = told(extension="801", ended_at=60, bound_seconds=Decimal(15), ending=Ending.ANSWERED)
    assert rung(longer).verdict == Verdict.UNKNOWN
    assert rung(told(began_at=0), told("a", "801", rang_at=1), settled=True).verdict == Verdict.UNKNOWN
    skewed = (told(began_at=0, ended_at=8), told("a", "801", rang_at=9, ending=Ending.UNANSWERED, clock=Clock.RECEIPT))
    assert rung(*skewed).verdict == Verdict.MISSED


def test_calls_of_ours_are_no_calls_to_the_desk() -> None:
    found = rung(told(began_at=0, answered_at=7, ended_at=30, extension="801", direction=Direction.OUTGOING))
    assert (found.verdict, found.answered_at, found.by_desk) == (Verdict.NO_MATTER, START + 7 * SECOND, True)


def test_rules_without_the_figure_ask_for_nothing() -> None:
    answered = [WHOLE_CALL, told("a", "801", rang_at=1, answered_at=50)]
    assert clause_3_1_2_ring(answered, {"801"}, None).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("written", "meant"),
    [("+8613800138000", Caller("13800138000", "")), ("0138 0013 8000", Caller("13800138000", "")),
     ("anonymous", Caller("", "")), ("", Caller("", "")), ("Unknown", Caller("", "")), ("8012", Caller("", "8012")),
     ("913800138000", Caller("13800138000", "")), ("902188886616", Caller("021-88886616", "")),
     ("95588", Caller("95588", ""))],
)  # fmt: skip
def test_a_caller_is_known_by_the_normal_form(written: str, meant: Caller) -> None:
    assert caller(written) == meant


@pytest.mark.parametrize(("hour", "minutes"), [(8, 15), (21, 15), (22, 30), (7, 30)])
def test_clause_3_1_2_call_back(hour: int, minutes: int) -> None:
    missed = datetime(2026, 3, 11, hour, tzinfo=SHANGHAI)
    (promised,) = clause_3_1_2_call_back(missed, shipped(), NO_CALENDAR)
    assert (promised.clause, promised.due.due_at - missed) == ("3.1.2", timedelta(minutes=minutes))
    assert clause_3_1_2_call_back(missed, Figures(()), NO_CALENDAR) == ()


def test_clause_3_1_2_may_give_up() -> None:
    assert [clause_3_1_2_may_give_up(tries, shipped()) for tries in (2, 3)] == [False, True]
    assert not clause_3_1_2_may_give_up(99, Figures(()))


def test_clause_3_1_2_numbers_go() -> None:
    assert clause_3_1_2_numbers_go(date(2026, 8, 31), shipped()) == date(2026, 2, 28)
    assert clause_3_1_2_numbers_go(date(2026, 8, 31), Figures(())) is None
