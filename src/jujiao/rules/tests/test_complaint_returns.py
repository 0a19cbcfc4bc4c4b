"""3.2.3: after a complaint was done, a test for each clause function."""

from datetime import timedelta
from typing import Any

import pytest

from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Figures
from jujiao.rules.machine import Ending
from jujiao.rules.service.complaint_returns import (
    clause_3_2_2_on_instructing,
    clause_3_2_3_comes_back_until,
    clause_3_2_3_may_come_back,
    clause_3_2_3_may_rescore,
    clause_3_2_3_on_appointment,
    clause_3_2_3_rescored,
)
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

NOW, DUE = at("2026-02-10 16:00"), at("2026-02-14 00:00")
QUARTER = timedelta(minutes=15)


def test_clause_3_2_2_on_instructing() -> None:
    promise = clause_3_2_2_on_instructing(NOW, DUE, FIGURES)
    assert (promise.kind, promise.due.agreed, promise.due.due_at) == ("complaint.instruction", True, DUE)
    for when, code in ((NOW, "answer_in_past"), (NOW + timedelta(days=181), "answer_too_far")):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_2_on_instructing(NOW, when, FIGURES)
        assert refused.value.code == code


def test_clause_3_2_3_on_appointment() -> None:
    tomorrow = at("2026-02-11 10:00")
    ends, (call,) = clause_3_2_3_on_appointment(NOW, tomorrow, DUE, FIGURES, CALENDAR)
    assert (ends, call.kind, call.started_at, call.due.due_at) == (
        {}, "complaint.appointment", tomorrow, tomorrow + QUARTER,
    )  # fmt: skip
    later = at("2026-02-16 10:00")
    ends, (call, visit) = clause_3_2_3_on_appointment(NOW, later, DUE, FIGURES, CALENDAR)
    assert ends == {"complaint.follow_up": Ending.SUPERSEDED}
    assert (visit.kind, visit.due.agreed, visit.due.due_at) == ("complaint.follow_up", True, later + QUARTER)
    for when, code in ((NOW, "appointment_in_past"), (NOW + timedelta(days=7, seconds=1), "appointment_too_far")):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_3_on_appointment(NOW, when, DUE, FIGURES, CALENDAR)
        assert refused.value.code == code


def test_clause_3_2_3_may_rescore() -> None:
    fine: dict[str, Any] = {"by_owner": False, "recorded_by": 7, "person": 8, "still_last": True}
    clause_3_2_3_may_rescore(**fine)
    for wrong, code in (
        ({"by_owner": True}, "own_score"),
        ({"person": 7}, "own_correction"),
        ({"person": None}, "own_correction"),
        ({"still_last": False}, "score_is_past"),
    ):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_3_may_rescore(**{**fine, **wrong})
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("wrong", "right", "step"),
    [(5, 4, "rescore"), (1, 2, "rescore"), (5, 2, "rescore_reopen"), (2, 3, "rescore_close")],
)
def test_clause_3_2_3_rescored(wrong: int, right: int, step: str) -> None:
    assert clause_3_2_3_rescored(wrong, right, 3) == step


@pytest.mark.parametrize("outcome", ["satisfied", "unreachable", "no_contact"])
def test_clause_3_2_3_comes_back_until(outcome: str) -> None:
    until = clause_3_2_3_comes_back_until(outcome, NOW, FIGURES, CALENDAR)
    assert until is not None
    assert until.due_at == at("2026-02-18 00:00")  # 17 February 24:00
    for no in ("withdrawn", "answered", "passed_on", ""):
        assert clause_3_2_3_comes_back_until(no, NOW, FIGURES, CALENDAR) is None
    assert clause_3_2_3_comes_back_until(outcome, None, FIGURES, CALENDAR) is None
    before = Figures(figure for key, figure in FIGURES.items() if key != "complaint.reopen")
    assert clause_3_2_3_comes_back_until(outcome, NOW, before, CALENDAR) is None


def test_clause_3_2_3_may_come_back() -> None:
    until = clause_3_2_3_comes_back_until("satisfied", NOW, FIGURES, CALENDAR)
    assert clause_3_2_3_may_come_back(until, at("2026-02-18 00:00"))
    assert not clause_3_2_3_may_come_back(until, at("2026-02-18 00:00") + timedelta(microseconds=1))
    assert not clause_3_2_3_may_come_back(None, NOW)
