"""What a department says that it needs, who says it and who decides."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jujiao.rules.clocks import as_24h
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.requisition_steps import PromiseKind
from jujiao.rules.people.requisitions import (
    MOST_POSITIONS,
    RULES,
    Owing,
    Wanted,
    clause_2_1_1_accepts,
    clause_2_1_1_answer,
    clause_2_1_1_approves,
    clause_2_1_1_may_take_back,
    clause_2_1_1_may_withdraw,
    clause_2_1_1_owing,
    clause_2_1_1_promise,
    clause_2_1_1_takes_note,
)
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

TODAY = date(2026, 3, 3)
ELECTRICIAN = Wanted("水电工", 2, "公共区域水电维修", "持电工证", "两年以上", "一人将退休", date(2026, 4, 15))


def refused(*wanted: Wanted, none: bool = False) -> str:
    with pytest.raises(RuleBroken) as broken:
        clause_2_1_1_answer(wanted, none=none, today=TODAY)
    assert broken.value.clause == "2.1.1"
    return broken.value.code


def test_clause_2_1_1_owing() -> None:
    assert clause_2_1_1_owing(PromiseKind.ANSWER, has_head=True) is Owing.HEAD
    assert clause_2_1_1_owing(PromiseKind.ANSWER, has_head=False) is Owing.MANAGER
    for has_head in (True, False):
        assert clause_2_1_1_owing(PromiseKind.ACCEPT, has_head=has_head) is Owing.ADMINISTRATION
        assert clause_2_1_1_owing("requisition.approve", has_head=has_head) is Owing.COMPANY


@pytest.mark.parametrize(
    ("kind", "since", "due_on"),
    [
        ("answer", "2026-03-01 00:00", "2026-03-06"),
        ("answer", "2026-03-09 17:30", "2026-03-16"),  # sent back
        ("accept", "2026-03-06 23:59", "2026-03-10"),
        ("approve", "2026-09-29 09:00", "2026-10-08"),  # the holiday of October lies between
    ],
)
def test_clause_2_1_1_promise(kind: str, since: str, due_on: str) -> None:
    promise = clause_2_1_1_promise(f"requisition.{kind}", at(since), FIGURES, CALENDAR)
    assert (promise.kind, promise.clause, promise.unit) == (f"requisition.{kind}", "2.1.1", "working_days")
    assert promise.started_at == at(since)
    assert as_24h(promise.due.due_at) == (date.fromisoformat(due_on), "24:00")


def test_each_promise_has_its_figure() -> None:
    assert {kind: FIGURES[rule.figure].clause for kind, rule in RULES.items()} == dict.fromkeys(PromiseKind, "2.1.1")


def test_clause_2_1_1_answer() -> None:
    clause_2_1_1_answer([ELECTRICIAN, replace(ELECTRICIAN, name="木工", needed_by=TODAY)], none=False, today=TODAY)
    clause_2_1_1_answer([], none=True, today=TODAY)
    assert refused() == "answer_missing"
    assert refused(ELECTRICIAN, none=True) == "none_and_some"
    assert refused(*[ELECTRICIAN] * (MOST_POSITIONS + 1)) == "too_many_positions"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": " …"}, "position_without_name"),
        ({"number": 0}, "number_out_of_bounds"),
        ({"number": 100}, "number_out_of_bounds"),
        ({"duties": ""}, "position_not_in_full"),
        ({"skills": "——"}, "position_not_in_full"),
        ({"experience": "\u2800"}, "position_not_in_full"),
        ({"reason": " "}, "position_not_in_full"),
        ({"needed_by": date(2026, 3, 2)}, "needed_by_out_of_bounds"),
        ({"needed_by": date(2029, 3, 6)}, "needed_by_out_of_bounds"),
    ],
)
def test_a_position_is_said_in_full(facts: dict[str, Any], code: str) -> None:
    assert refused(ELECTRICIAN, replace(ELECTRICIAN, **facts)) == code


def test_clause_2_1_1_may_take_back() -> None:
    assert clause_2_1_1_may_take_back(asked=True)
    assert not clause_2_1_1_may_take_back(asked=False)


def test_clause_2_1_1_may_withdraw() -> None:
    assert clause_2_1_1_may_withdraw(of_a_round=False)
    assert not clause_2_1_1_may_withdraw(of_a_round=True)


def test_clause_2_1_1_takes_note() -> None:
    assert clause_2_1_1_takes_note(none=True)
    assert not clause_2_1_1_takes_note(none=False)


def test_clause_2_1_1_approves() -> None:
    assert clause_2_1_1_approves(approver=1, answered_by=2)
    assert clause_2_1_1_approves(approver=None, answered_by=2)
    assert not clause_2_1_1_approves(approver=2, answered_by=2)


def test_clause_2_1_1_accepts() -> None:
    clause_2_1_1_accepts([replace(ELECTRICIAN, post_id=3)])
    with pytest.raises(RuleBroken, match="post of the company") as broken:
        clause_2_1_1_accepts([replace(ELECTRICIAN, post_id=3), replace(ELECTRICIAN, name="木工")])
    assert broken.value.params == {"name": "木工"}
