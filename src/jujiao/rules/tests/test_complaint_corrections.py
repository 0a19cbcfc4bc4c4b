"""3.2.1: putting a wrong entry right, a test for each clause function."""

from typing import Any

import pytest

from jujiao.rules.errors import RuleBroken
from jujiao.rules.service.complaint_corrections import (
    clause_3_2_1_may_correct,
    clause_3_2_1_on_correcting,
    clause_3_2_1_owed_anew,
)
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

SPOKE, NOW = at("2026-02-13 09:00"), at("2026-02-13 16:00")
FINE = {"nature_changes": True, "grouped": False, "contactable": True, "complained_of": False}


def test_clause_3_2_1_may_correct() -> None:
    clause_3_2_1_may_correct("accepted", **FINE)
    clause_3_2_1_may_correct("closed", **{**FINE, "nature_changes": False, "contactable": False})
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("resolved", {}, "nature_stays"),
        ("closed", {}, "nature_stays"),
        ("accepted", {"grouped": True}, "nature_stays"),
        ("accepted", {"complained_of": True}, "nature_stays"),
        ("resolved", {"nature_changes": False, "contactable": False}, "nobody_to_ask"),
    ]
    for state, wrong, code in cases:
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_1_may_correct(state, **{**FINE, **wrong})
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("running", "owed", "nature_changes", "ends", "anew"),
    [
        # Nobody had left a way to be reached, and now somebody has; and the other way round.
        ({"resolve"}, {"resolve", "first_reply"}, False, {}, {"first_reply"}),
        ({"resolve", "first_reply"}, {"resolve"}, False, {"first_reply": "cancelled"}, set()),
        # It was an enquiry, and it was a complaint.
        ({"resolve", "dispatch"}, {"enquiry"}, True, {"resolve": "superseded", "dispatch": "superseded"}, {"enquiry"}),
        ({"enquiry"}, {"resolve", "accept"}, True, {"enquiry": "superseded"}, {"resolve", "accept"}),
        # Other words, another place: nothing moves.
        ({"resolve", "plan"}, {"resolve", "plan"}, False, {}, set()),
    ],
)
def test_clause_3_2_1_on_correcting(
    running: set[str], owed: set[str], nature_changes: bool, ends: dict[str, str], anew: set[str]
) -> None:
    kinds = {PromiseKind(f"complaint.{kind}") for kind in owed}
    ended, given = clause_3_2_1_on_correcting(
        {f"complaint.{kind}" for kind in running}, kinds, nature_changes=nature_changes
    )
    assert {kind.partition(".")[2]: str(ending) for kind, ending in ended.items()} == ends
    assert {kind.partition(".")[2] for kind in given} == anew


def test_clause_3_2_1_owed_anew() -> None:
    kinds = {PromiseKind.RESOLVE, PromiseKind.ACCEPT}
    by_nature = clause_3_2_1_owed_anew(kinds, SPOKE, NOW, FIGURES, CALENDAR, nature_changes=True)
    assert [(one.kind, one.started_at) for one in by_nature] == [
        ("complaint.accept", NOW),
        ("complaint.resolve", SPOKE),
    ]
    (reply,) = clause_3_2_1_owed_anew({PromiseKind.FIRST_REPLY}, SPOKE, NOW, FIGURES, CALENDAR, nature_changes=False)
    assert (reply.started_at, reply.due.due_at) == (NOW, at("2026-02-14 16:00"))
