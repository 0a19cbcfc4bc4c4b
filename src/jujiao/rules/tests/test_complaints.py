"""3.2 Complaints, a test for each clause function."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Figures
from jujiao.rules.promising import PromiseDue
from jujiao.rules.service.complaint_follow_ups import (
    clause_3_2_3_handled,
    clause_3_2_3_is_satisfied,
    clause_3_2_3_may_close_unreachable,
    clause_3_2_3_may_follow_up,
)
from jujiao.rules.service.complaint_groups import clause_3_2_1_may_merge, clause_3_2_1_on_joining
from jujiao.rules.service.complaint_steps import HANDLING, STEPS
from jujiao.rules.service.complaints import (
    Consent,
    Owing,
    clause_3_2_1_answered_apart,
    clause_3_2_1_backdating,
    clause_3_2_1_may_handle,
    clause_3_2_2_on_conversion,
    clause_3_2_2_on_hand_over,
    clause_3_2_2_on_handing_back,
    clause_3_2_2_on_progress,
    clause_3_2_2_on_registering,
    clause_3_2_2_on_sending_back,
    clause_3_2_2_owing,
    clause_3_2_2_urge_again,
    clause_3_2_3_on_reopening,
    clause_3_2_3_on_resolving,
)
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

WHEN = at("2026-02-13 16:00")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def facts(promise: PromiseDue) -> tuple[str, str, str, datetime, datetime]:
    return promise.kind, promise.clause, promise.unit, promise.started_at, promise.due.due_at


def test_clause_3_2_1_backdating() -> None:
    bound = FIGURES.span("complaint.backdating")
    clause_3_2_1_backdating(WHEN, WHEN, "", bound)
    clause_3_2_1_backdating(WHEN, WHEN + 72 * HOUR, "voice mail", bound)
    for received, reason, code in (
        (WHEN + timedelta(microseconds=1), "x", "received_in_future"),
        (WHEN - 72 * HOUR - timedelta(seconds=1), "x", "received_too_early"),
        (WHEN - HOUR, " \n", "backdating_without_reason"),
    ):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_1_backdating(received, WHEN, reason, bound)
        assert (refused.value.clause, refused.value.code) == ("3.2.1", code)
    with pytest.raises(RuleBroken, match="at most 72 hours after"):
        clause_3_2_1_backdating(WHEN - 5 * DAY, WHEN, "x", bound)


def test_clause_3_2_1_may_merge() -> None:
    clause_3_2_1_may_merge("registered", "accepted", main_is_double=False, is_itself=False)
    for state, main_state, main_is_double, is_itself, code in (
        ("registered", "registered", False, True, "merge_with_itself"),
        ("registered", "accepted", True, False, "merge_with_double"),
        ("resolved", "accepted", False, False, "merge_not_at_work"),
        ("accepted", "closed", False, False, "merge_not_at_work"),
    ):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_1_may_merge(state, main_state, main_is_double, is_itself)
        assert refused.value.code == code


def test_clause_3_2_1_answered_apart() -> None:
    clause_3_2_1_answered_apart({8, 9}, set())
    clause_3_2_1_answered_apart(set(), {8, 9})
    with pytest.raises(RuleBroken) as broken:
        clause_3_2_1_answered_apart({8, 9}, {9})
    assert broken.value.code == "owner_is_the_accused"


def test_clause_3_2_1_may_handle() -> None:
    clause_3_2_1_may_handle(7, {8, 9})
    clause_3_2_1_may_handle(None, {8, 9})
    with pytest.raises(RuleBroken) as refused:
        clause_3_2_1_may_handle(9, {8, 9})
    assert refused.value.code == "handled_by_the_accused"


def test_clause_3_2_2_on_registering() -> None:
    dispatch = ("complaint.dispatch", "3.2.2", "elapsed", WHEN, WHEN + timedelta(minutes=20))
    first_reply = ("complaint.first_reply", "3.2.2", "elapsed", WHEN, WHEN + 24 * HOUR)
    resolve = ("complaint.resolve", "3.2.2", "elapsed", WHEN, WHEN + 48 * HOUR)
    reachable = clause_3_2_2_on_registering(WHEN, FIGURES, contactable=True)
    assert [facts(promise) for promise in reachable] == [dispatch, first_reply, resolve]
    anonymous = clause_3_2_2_on_registering(WHEN, FIGURES, contactable=False)
    assert [facts(promise) for promise in anonymous] == [dispatch, resolve]
    strict = FIGURES.overridden({"complaint.resolve": Decimal(36)})
    assert clause_3_2_2_on_registering(WHEN, strict, contactable=False)[1].due.due_at == WHEN + 36 * HOUR


@pytest.mark.parametrize(
    ("nature", "owed"),
    [
        ("enquiry", [("complaint.enquiry", "3.1.2", "elapsed", WHEN, WHEN + 24 * HOUR)]),
        ("suggestion", [("complaint.suggestion", "3.1.2", "working_days", WHEN, at("2026-02-26 00:00"))]),
        ("praise", []),
    ],
)
def test_clause_3_2_2_on_registering_what_is_no_complaint(nature: str, owed: list[object]) -> None:
    found = clause_3_2_2_on_registering(WHEN, FIGURES, contactable=True, calendar=CALENDAR, nature=nature)
    assert [facts(promise) for promise in found] == owed


def test_clause_3_2_2_on_sending_back() -> None:
    promise = clause_3_2_2_on_sending_back(WHEN, FIGURES)
    assert facts(promise) == ("complaint.dispatch", "3.2.2", "elapsed", WHEN, WHEN + timedelta(minutes=20))


def test_clause_3_2_2_on_conversion() -> None:
    consent, began = Consent("Wang", WHEN - HOUR, "phone"), WHEN - HOUR
    promises = clause_3_2_2_on_conversion(WHEN, WHEN + 10 * DAY, 48 * HOUR, consent, FIGURES, round_began_at=began)
    assert [facts(promise) for promise in promises] == [
        ("complaint.resolve", "3.2.2", "elapsed", WHEN, WHEN + 10 * DAY),
        ("complaint.progress", "3.2.2", "elapsed", WHEN, WHEN + 2 * DAY),
    ]
    assert all(promise.due.agreed for promise in promises)
    only_resolve = clause_3_2_2_on_conversion(WHEN, WHEN + 2 * DAY, 48 * HOUR, consent, FIGURES, round_began_at=began)
    assert [promise.kind for promise in only_resolve] == ["complaint.resolve"]
    later = WHEN + 10 * DAY
    for agreed_due_at, interval, given, code in (
        (later, 48 * HOUR, Consent(" ", WHEN, "phone"), "consent_incomplete"),
        (later, 48 * HOUR, Consent("\u200b", WHEN, "phone"), "consent_incomplete"),
        (later, 48 * HOUR, Consent("Wang", WHEN, ""), "consent_incomplete"),
        (later, 48 * HOUR, Consent("Wang", WHEN - 365 * DAY, "phone"), "consent_too_early"),
        (later, 48 * HOUR, Consent("Wang", began - timedelta(seconds=1), "phone"), "consent_too_early"),
        (later, 48 * HOUR, Consent("Wang", WHEN + HOUR, "phone"), "consent_in_future"),
        (WHEN, 48 * HOUR, consent, "agreed_in_past"),
        (WHEN + 181 * DAY, 48 * HOUR, consent, "agreed_too_far"),
        (later, timedelta(0), consent, "interval_out_of_bounds"),
        (later, 59 * timedelta(minutes=1), consent, "interval_out_of_bounds"),
        (later, 169 * HOUR, consent, "interval_out_of_bounds"),
    ):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_2_on_conversion(WHEN, agreed_due_at, interval, given, FIGURES, round_began_at=began)
        assert (refused.value.clause, refused.value.code) == ("3.2.2", code)


def test_clause_3_2_2_on_progress() -> None:
    promise = clause_3_2_2_on_progress(WHEN, 48 * HOUR, WHEN + 49 * HOUR)
    assert promise is not None
    assert facts(promise) == ("complaint.progress", "3.2.2", "elapsed", WHEN, WHEN + 48 * HOUR)
    assert clause_3_2_2_on_progress(WHEN, 48 * HOUR, WHEN + 48 * HOUR) is None
    assert clause_3_2_2_on_progress(WHEN, 48 * HOUR, WHEN - DAY) is None


def test_clause_3_2_2_urge_again() -> None:
    assert clause_3_2_2_urge_again(None, FIGURES) is None
    assert clause_3_2_2_urge_again(WHEN, FIGURES) == WHEN + timedelta(minutes=10)
    assert clause_3_2_2_urge_again(WHEN, Figures([])) is None  # a version that does not know it, or has it off


def test_clause_3_2_2_owing() -> None:
    assert clause_3_2_2_owing("complaint.dispatch", "registered", 3, FIGURES) is Owing.DESK
    assert clause_3_2_2_owing("complaint.follow_up", "resolved", 3, FIGURES) is Owing.DESK
    assert clause_3_2_2_owing("complaint.first_reply", "registered", 1, FIGURES) is Owing.DESK
    assert clause_3_2_2_owing("complaint.first_reply", "dispatched", 1, FIGURES) is Owing.DEPARTMENT
    assert clause_3_2_2_owing("complaint.resolve", "accepted", 2, FIGURES) is Owing.DEPARTMENT
    assert clause_3_2_2_owing("complaint.resolve", "dispatched", 3, FIGURES) is Owing.MANAGER


def test_clause_3_2_3_on_resolving() -> None:
    promise = clause_3_2_3_on_resolving(WHEN, FIGURES, CALENDAR, contactable=True)
    assert promise is not None
    assert facts(promise) == ("complaint.follow_up", "3.2.3", "working_days", WHEN, at("2026-02-26 00:00"))
    assert clause_3_2_3_on_resolving(WHEN, FIGURES, CALENDAR, contactable=False) is None


@pytest.mark.parametrize(
    ("handed_over", "accepted_by"),
    [
        ("2026-02-13 08:00", "2026-02-13 08:30"),
        ("2026-02-13 21:59", "2026-02-13 22:29"),
        ("2026-02-13 22:00", "2026-02-14 00:00"),
        ("2026-02-13 23:30", "2026-02-14 01:30"),
        ("2026-02-14 07:59", "2026-02-14 09:59"),
    ],
)
def test_clause_3_2_2_on_hand_over(handed_over: str, accepted_by: str) -> None:
    """Half an hour by day, two hours by night, holidays or not; the plan a day later."""
    when = at(handed_over)
    assert [facts(promise) for promise in clause_3_2_2_on_hand_over(when, FIGURES)] == [
        ("complaint.accept", "3.2.2", "elapsed", when, at(accepted_by)),
        ("complaint.plan", "3.2.2", "elapsed", when, when + 24 * HOUR),
    ]


def test_clause_3_2_2_on_handing_back() -> None:
    """The department takes it up anew; what it owes beside that runs on. Nothing is owed so of what is no complaint."""
    when = at("2026-02-13 16:00")
    [accept] = clause_3_2_2_on_handing_back(when, FIGURES)
    assert facts(accept) == ("complaint.accept", "3.2.2", "elapsed", when, at("2026-02-13 16:30"))
    assert clause_3_2_2_on_handing_back(when, FIGURES, nature="praise") == ()


def test_a_rulebook_without_these_figures_promises_neither() -> None:
    before = Figures(figure for key, figure in FIGURES.items() if key != "complaint.plan")
    assert [promise.kind for promise in clause_3_2_2_on_hand_over(WHEN, before)] == ["complaint.accept"]


@pytest.mark.parametrize(
    ("running", "main_state", "planned", "ends", "anew"),
    [
        ({"dispatch"}, "dispatched", False, {"dispatch": "met"}, {"accept", "plan"}),
        ({"dispatch"}, "accepted", True, {"dispatch": "met"}, set()),
        ({"dispatch"}, "registered", False, {}, set()),
        ({"accept", "plan"}, "registered", False, {"accept": "cancelled", "plan": "cancelled"}, {"dispatch"}),
        ({"accept", "plan"}, "accepted", False, {"accept": "met"}, set()),
        ({"accept", "plan"}, "dispatched", False, {}, set()),
        (set(), "accepted", False, {}, {"plan"}),
    ],
)
def test_clause_3_2_1_on_joining(
    running: set[str], main_state: str, planned: bool, ends: dict[str, str], anew: set[str]
) -> None:
    kinds = {f"complaint.{kind}" for kind in running} | {"complaint.resolve"}
    ended, given = clause_3_2_1_on_joining(kinds, main_state, planned)
    assert {kind.partition(".")[2]: str(ending) for kind, ending in ended.items()} == ends
    assert {kind.partition(".")[2] for kind in given} == anew


def test_clause_3_2_3_on_reopening() -> None:
    second = clause_3_2_3_on_reopening(WHEN, FIGURES, round_number=2)
    assert (second.round, second.owing) == (2, Owing.DEPARTMENT)
    assert [facts(promise) for promise in second.promises] == [
        ("complaint.first_reply", "3.2.2", "elapsed", WHEN, WHEN + 24 * HOUR),
        ("complaint.resolve", "3.2.2", "elapsed", WHEN, WHEN + 48 * HOUR),
        ("complaint.accept", "3.2.2", "elapsed", WHEN, WHEN + HOUR / 2),
        ("complaint.plan", "3.2.2", "elapsed", WHEN, WHEN + 24 * HOUR),
    ]
    assert clause_3_2_3_on_reopening(WHEN, FIGURES, round_number=3).owing is Owing.MANAGER
    with pytest.raises(ValueError, match="second round"):
        clause_3_2_3_on_reopening(WHEN, FIGURES, round_number=1)


def test_clause_3_2_3_is_satisfied() -> None:
    assert [clause_3_2_3_is_satisfied(score) for score in (1, 2, 3, 4, 5)] == [False, False, True, True, True]
    assert clause_3_2_3_is_satisfied(3, satisfied_from=4) is False
    for score in (0, 6, -3, 10**100):
        with pytest.raises(RuleBroken) as refused:
            clause_3_2_3_is_satisfied(score)
        assert refused.value.code == "score_out_of_bounds"


def test_clause_3_2_3_handled() -> None:
    acts = [("register", 1), ("dispatch", 1), ("accept", 2), ("reply", 3), ("note", 4), ("resolve", None)]
    assert clause_3_2_3_handled(acts, []) == {2, 3}
    assert clause_3_2_3_handled(acts, [5]) == {2, 3, 5}
    assert clause_3_2_3_handled([*acts, ("reopen", 6), ("accept", 7)], []) == {7}
    assert clause_3_2_3_handled([*acts, ("reopen", 6)], []) == frozenset()
    later = [*acts, ("reopen", 6), ("accept", 7), ("rescore_reopen", 6), ("accept", 8)]
    assert [clause_3_2_3_handled(later, [], number) for number in (1, 2, 3)] == [{2, 3}, {7}, {8}]


def test_each_step_is_work_on_the_case_or_is_not() -> None:
    """A new verb has to say which of the two it is."""
    no_work = {
        "dispatch", "send_back", "follow_up_attempt", "reopen", "close", "close_unreachable", "withdraw", "merge",
        "urge", "add", "note", "pass_on", "correct", "reassign", "instruct", "report_back", "unmerge", "appoint",
        "rescore", "rescore_reopen", "rescore_close", "come_back", "hand_back", "close_answered",
    }  # fmt: skip
    assert HANDLING.isdisjoint(no_work)
    assert HANDLING | no_work == set(STEPS)
    for verb in STEPS:
        assert clause_3_2_3_handled([(verb, 1)], []) == ({1} if verb in HANDLING else set())


def test_clause_3_2_3_may_follow_up() -> None:
    assert clause_3_2_3_may_follow_up({7, 8}, 9) is True
    assert clause_3_2_3_may_follow_up({7, 8}, 8) is False
    assert clause_3_2_3_may_follow_up({7, 8}, 8, other_person=False) is True


def test_clause_3_2_3_may_close_unreachable() -> None:
    first, second = date(2026, 3, 2), date(2026, 3, 3)

    def may(*attempts: tuple[date, bool]) -> bool:
        return clause_3_2_3_may_close_unreachable(attempts, attempts_needed=3, days_needed=2)

    assert may((first, False), (first, False), (second, False)) is True
    assert may() is False
    assert may((first, False), (second, False)) is False
    assert may((first, False), (first, False), (first, False)) is False
    assert may((first, False), (first, False), (second, False), (second, True)) is False
