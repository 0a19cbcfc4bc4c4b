"""A roster is searched for: found, impossible, stopped, and left by a worker that dies."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jujiao.company.duty.models import Duty, DutyOrigin, DutyState, LeaveKind
from jujiao.company.duty.operations import take_leave
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.people.rosters import operations
from jujiao.people.rosters.building import build
from jujiao.people.rosters.jobs import search_for
from jujiao.people.rosters.models import Roster, RosterRun, RunState
from jujiao.people.rosters.operations import UnableToRoster, UnableToSearch, UnableToTakeOver
from jujiao.people.rosters.operations.searching import SILENT, begin, give_up_silent, goes_on
from jujiao.people.rosters.proof.rows import SECONDS, Maker, maker
from jujiao.people.rosters.sentences import said
from jujiao.people.rosters.tests.searches import finds, first_come, run_it
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(cast: Cast) -> Maker:
    return maker(cast)


@pytest.fixture
def roster(cast: Cast, make: Maker) -> Roster:
    """A week of a post that needs one person each day."""
    post = make.duties.post()
    operations.keep_weekly_need(
        duty_post=post, shift_kind=make.shift(), counts=[1] * 7, version=0, actor=cast.hr.viewer, now=NOW
    )
    return make.roster(post)


def ask(roster: Roster, cast: Cast, **given: Any) -> RosterRun:
    asked = {"seed": 1, "seconds": SECONDS, "version": roster.version, **given}
    return operations.ask(roster_id=roster.pk, actor=cast.head_of_engineering.viewer, now=NOW, **asked)


def found_run(roster: Roster, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> RosterRun:
    return run_it(ask(roster, cast), finds(first_come(build(roster, NOW).problem)), monkeypatch)


def drafts(roster: Roster) -> list[tuple[int, Any]]:
    duties = Duty.objects.filter(duty_post__in=roster.posts.all(), state=DutyState.DRAFT).order_by("starts_at")
    return [(duty.employee_id, duty.starts_at) for duty in duties]


def test_what_is_found_becomes_the_draft(cast: Cast, roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    run = found_run(roster, cast, monkeypatch)
    assert (run.state, run.cost, run.bound, run.proved) == (RunState.ENDED, 12.0, 12.0, True)
    assert not drafts(roster)
    count = operations.take_over(run_id=run.pk, version=roster.version, actor=cast.head_of_engineering.viewer, now=NOW)
    assert count == len(drafts(roster)) == 7
    assert set(Duty.objects.values_list("origin", flat=True)) == {DutyOrigin.ROSTER}
    roster.refresh_from_db()
    assert roster.version == 2
    with pytest.raises(UnableToTakeOver):
        operations.take_over(run_id=run.pk, version=2, actor=cast.head_of_engineering.viewer, now=NOW)


def test_fixed_drafts_stay_and_others_go(
    cast: Cast, make: Maker, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = make.draft(roster, cast.engineer2.employee, day=0, fixed=True)
    loose = make.draft(roster, cast.engineer2.employee, day=3)
    problem = build(roster, NOW).problem
    assert {person.id for person in problem.people if person.fixed == {0}} == {cast.engineer2.employee.pk}
    rest = frozenset((cast.engineer.employee.pk, key) for key in range(1, 7))
    run = run_it(ask(roster, cast), finds(rest | {(kept.employee_id, 0)}), monkeypatch)
    assert operations.take_over(run_id=run.pk, version=1, actor=cast.hr.viewer, now=NOW) == 6
    assert Duty.objects.filter(pk=kept.pk, fixed=True).exists()
    assert not Duty.objects.filter(pk=loose.pk).exists()
    assert len(drafts(roster)) == 7


def test_whoever_edits_meanwhile_is_not_written_over(
    cast: Cast, make: Maker, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = found_run(roster, cast, monkeypatch)
    by_hand = make.draft(roster, cast.engineer2.employee, day=2)
    with transaction.atomic():
        held = operations.hold_roster(roster.pk)
        operations.edited(held, [by_hand.employee_id], verb="publish_roster", actor=cast.hr.viewer, now=NOW)
    with pytest.raises(Stale):
        operations.take_over(run_id=run.pk, version=1, actor=cast.hr.viewer, now=NOW)
    with pytest.raises(UnableToTakeOver, match="Since this search began"):
        operations.take_over(run_id=run.pk, version=2, actor=cast.hr.viewer, now=NOW)
    assert drafts(roster) == [(by_hand.employee_id, by_hand.starts_at)]


def test_leave_that_was_granted_meanwhile_counts(cast: Cast, roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    run = found_run(roster, cast, monkeypatch)
    start = NOW + timedelta(days=1)
    take_leave(
        employee=cast.engineer.employee, kind=LeaveKind.SICK, starts_at=start, ends_at=start + timedelta(days=2),
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    with pytest.raises(UnableToTakeOver):
        operations.take_over(run_id=run.pk, version=1, actor=cast.hr.viewer, now=NOW)
    assert not drafts(roster)


def test_a_roster_that_needs_nothing_says_so(cast: Cast, make: Maker) -> None:
    run = ask(make.roster(), cast)
    search_for(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == RunState.IMPOSSIBLE
    assert "Nothing is needed" in said(run.sentences[0])


def test_one_search_goes_on_at_a_time(cast: Cast, roster: Roster) -> None:
    run = ask(roster, cast)
    with pytest.raises(UnableToSearch):
        ask(roster, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterRun.objects.create(roster=roster, seed=2, limit=5, asked_at=NOW)
    operations.stop(run_id=run.pk, actor=cast.hr.viewer, now=NOW)
    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    assert ask(roster, cast).pk != run.pk


def test_a_search_that_goes_on_is_stopped_by_its_own_look(cast: Cast, roster: Roster) -> None:
    run = ask(roster, cast)
    assert begin(run_id=run.pk, now=NOW) is not None
    assert goes_on(run.pk, heard_at=NOW)
    operations.stop(run_id=run.pk, actor=cast.hr.viewer, now=NOW)
    assert not goes_on(run.pk, heard_at=NOW)
    run.refresh_from_db()
    assert (run.state, run.stop_asked) == (RunState.RUNNING, True)


def test_a_stopped_search_keeps_what_it_had(cast: Cast, roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    some = first_come(build(roster, NOW).problem)
    run = run_it(ask(roster, cast), finds(some, ended=False, stopped=True), monkeypatch)
    assert run.state == RunState.STOPPED
    assert operations.take_over(run_id=run.pk, version=1, actor=cast.hr.viewer, now=NOW) == 7


def test_a_worker_that_dies_leaves_a_search_that_failed(
    cast: Cast, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask(roster, cast)
    begin(run_id=run.pk, now=NOW)
    assert give_up_silent(now=NOW + SILENT) == 0
    assert give_up_silent(now=NOW + SILENT + timedelta(seconds=1)) == 1
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "its worker is gone" in said(run.sentences[0])
    assert not goes_on(run.pk, heard_at=NOW)
    assert found_run(roster, cast, monkeypatch).state == RunState.ENDED


def test_a_job_that_is_taken_over_from_a_dead_worker_says_so(cast: Cast, roster: Roster) -> None:
    run = ask(roster, cast)
    begin(run_id=run.pk, now=NOW)
    search_for(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "ended while it searched" in said(run.sentences[0])


def test_a_search_that_falls_over_has_failed(cast: Cast, roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("out of memory")

    run = run_it(ask(roster, cast), falls, monkeypatch)  # type: ignore[arg-type]
    assert (run.state, "It is in the log" in said(run.sentences[0])) == (RunState.FAILED, True)


@pytest.mark.parametrize("who", ["engineer", "clerk", "head_of_service", "director"])
def test_others_do_not_search(cast: Cast, roster: Roster, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.ask(
            roster_id=roster.pk, seed=1, seconds=SECONDS, version=1, actor=getattr(cast, who).viewer, now=NOW
        )
    assert not RosterRun.objects.exists()


@pytest.mark.parametrize("seconds", [0, 100_000])
def test_a_time_that_makes_no_sense_is_refused(cast: Cast, roster: Roster, seconds: int) -> None:
    with pytest.raises(UnableToRoster):
        ask(roster, cast, seconds=seconds)
