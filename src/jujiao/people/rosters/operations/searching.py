"""3.1.1: searches for a roster: asked for, followed, stopped, ended; and those whose worker is gone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.people.rosters.building import Built, build
from jujiao.people.rosters.models import Roster, RosterRun, RunState
from jujiao.people.rosters.operations.frame import UnableToRoster, hold_roster, need_draft, planned, said_of
from jujiao.people.rosters.permissions import permit_plan_all
from jujiao.people.rosters.queries import going, posts_of
from jujiao.people.rosters.sentences import FAILED, INTERRUPTED, LOST, NOTHING_FOUND, NOTHING_NEEDED, Kept
from jujiao.rules.people.rostering.problem import Found, Problem

SEARCH: Final = "rosters.search"
"""The name under which the worker knows the job that searches."""
SHORTEST, USUAL, LONGEST = 5, 60, 600
"""Seconds that a search may take."""
LARGEST_SEED: Final = 2**31 - 1
SILENT: Final = timedelta(seconds=60)
"""A search that goes on is heard of about once a second; after such a silence its worker is gone."""


class UnableToSearch(UnableToRoster):
    """A search goes on already, or what is asked of it makes no sense."""


@transaction.atomic
def ask(*, roster_id: int, seed: int, seconds: int, version: int | None, actor: Viewer, now: datetime) -> RosterRun:
    """Has a roster searched for by the worker, for some seconds at most; the same seed finds the same roster. Inside
    the caller's transaction: no commit, no search. Stale where the roster changed since `version`."""
    roster = planned(roster_id, actor, version)
    need_draft(roster)
    if not SHORTEST <= seconds <= LONGEST or not 0 <= seed <= LARGEST_SEED:
        said = {"shortest": SHORTEST, "longest": LONGEST}
        raise UnableToSearch(_("A search takes from %(shortest)s to %(longest)s seconds.") % said)
    give_up_silent(now=now)
    if going(roster).exists():
        raise UnableToSearch(_("This roster is searched for already. Stop that search first."))
    run = RosterRun.objects.create(roster=roster, seed=seed, limit=seconds, asked_by_id=actor.user_id, asked_at=now)
    said_of(roster, "search_roster", actor, now, run=run.pk, seed=seed, seconds=seconds)
    app.configure_task(SEARCH).defer(run_id=run.pk)
    return run


@transaction.atomic
def stop(*, run_id: int, actor: Viewer, now: datetime) -> None:
    """Has a search stop; what it has found so far stays. One that still waits is stopped at once; done again, it
    changes nothing."""
    run = _held(run_id)
    permit_plan_all(actor, posts_of(run.roster))
    if run.state == RunState.WAITING:
        _close(run, RunState.STOPPED, now)
    elif run.state == RunState.RUNNING and not run.stop_asked:
        run.stop_asked = True
        run.save(update_fields=["stop_asked"])


def stop_all(roster: Roster, now: datetime) -> None:
    """Stops the searches of a held roster for which there is nothing to search any more."""
    for run in going(roster).select_for_update(of=("self",)):
        run.stop_asked = True
        run.save(update_fields=["stop_asked"])
        _close(run, RunState.STOPPED, now)


@transaction.atomic
def begin(*, run_id: int, now: datetime) -> tuple[RosterRun, Built] | None:
    """The worker takes a search up that waits: the search and what it has to satisfy, None where there is nothing to
    do. One that was taken up before lost its worker, and has failed."""
    run = _held(run_id)
    if run.state == RunState.RUNNING:
        _close(run, RunState.FAILED, now, [INTERRUPTED])
    if run.state != RunState.WAITING:
        return None
    built = build(run.roster, now)
    run.state = RunState.RUNNING
    run.started_at = run.heard_at = now
    run.roster_version = run.roster.version
    run.problem_digest = built.digest
    run.save(update_fields=["state", "started_at", "heard_at", "roster_version", "problem_digest"])
    if not built.problem.needs:
        _close(run, RunState.IMPOSSIBLE, now, [NOTHING_NEEDED])
        return None
    return run, built


def hear(*, run_id: int, problem: Problem, found: Found, now: datetime) -> bool:
    """Writes down how far a search is; whether it is to go on: not where somebody asked it to stop, or it has been
    given up meanwhile."""
    values: dict[str, Any] = {"heard_at": now, "seconds": found.seconds}
    if found.bound is not None:
        values["bound"] = found.bound
    if found.assignments is not None:
        values |= {"cost": found.cost, "proposal": proposal_of(problem, found)}
    return goes_on(run_id, **values)


def goes_on(run_id: int, **values: Any) -> bool:
    """The same of a search of which there is nothing new but the moment."""
    running = RosterRun.objects.filter(pk=run_id, state=RunState.RUNNING)
    return bool(running.update(**values)) and not asked_to_stop(run_id)


def asked_to_stop(run_id: int) -> bool:
    """Whether a search is to stop, or goes on no more."""
    return not RosterRun.objects.filter(pk=run_id, state=RunState.RUNNING, stop_asked=False).exists()


@transaction.atomic
def end(*, run_id: int, problem: Problem, found: Found, now: datetime) -> None:
    """A search is over: with what it has found, stopped, or without anything in its time."""
    run = _held(run_id)
    if run.state != RunState.RUNNING:
        return
    run.seconds, run.bound = found.seconds, found.bound
    if found.assignments is not None:
        run.cost, run.proposal = found.cost, proposal_of(problem, found)
    run.save(update_fields=["seconds", "bound", "cost", "proposal"])
    nothing = run.proposal is None and not found.stopped
    _close(run, RunState.STOPPED if found.stopped else RunState.ENDED, now, [NOTHING_FOUND] if nothing else None)


@transaction.atomic
def refuse(*, run_id: int, sentences: Sequence[Kept], now: datetime) -> None:
    """The roster cannot be made, and why."""
    run = _held(run_id)
    if run.state == RunState.RUNNING:
        _close(run, RunState.IMPOSSIBLE, now, sentences)


@transaction.atomic
def fail(*, run_id: int, now: datetime) -> None:
    """Something went wrong that the log tells of."""
    run = _held(run_id)
    if run.going:
        _close(run, RunState.FAILED, now, [FAILED])


def give_up_silent(*, now: datetime) -> int:
    """Ends as failed the searches of which nothing was heard for long: their worker is gone. How many there were."""
    silent = RosterRun.objects.filter(state=RunState.RUNNING, heard_at__lt=now - SILENT)
    return sum(_give_up(pk, now) for pk in silent.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _give_up(run_id: int, now: datetime) -> bool:
    run = _held(run_id)
    lost = run.state == RunState.RUNNING and run.heard_at is not None and run.heard_at < now - SILENT
    if lost:
        _close(run, RunState.FAILED, now, [LOST])
    return lost


def proposal_of(problem: Problem, found: Found) -> list[list[Any]]:
    """Who is planned for what, as it is kept: employee, post, start and end, in the order of time."""
    needs = problem.needs
    rows = [
        (needs[key].span.start, needs[key].span.end, needs[key].post_id, person)
        for person, key in found.assignments or ()
    ]
    return [[person, post, start.isoformat(), end.isoformat()] for start, end, post, person in sorted(rows)]


def _held(run_id: int) -> RosterRun:
    """The search, held, its roster first: every step takes the two in this order."""
    roster_id = RosterRun.objects.values_list("roster_id", flat=True).get(pk=run_id)
    roster = hold_roster(roster_id)
    run = RosterRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    run.roster = roster
    return run


def _close(run: RosterRun, state: RunState, now: datetime, sentences: Sequence[Kept] | None = None) -> None:
    """Ends a held search; what counting has said of it stays where there is nothing else to say."""
    run.state, run.ended_at = state, now
    if sentences is not None:
        run.sentences = [dict(each) for each in sentences]
    run.save(update_fields=["state", "ended_at", "sentences"])
    said_of(run.roster, "end_search", SYSTEM, now, run=run.pk, found=run.state)
