"""A search from its beginning to its end: first what counting alone shows, then the process that searches."""

import time
from typing import Final

from jujiao.kernel.machine import clock
from jujiao.people.rosters.building import Built
from jujiao.people.rosters.models import RosterRun
from jujiao.people.rosters.operations.searching import asked_to_stop, end, goes_on, hear, refuse
from jujiao.people.rosters.sentences import Kept, kept
from jujiao.people.rosters.solving.running import probe, search
from jujiao.rules.people.rostering.counting import shortages
from jujiao.rules.people.rostering.dropped import dropped
from jujiao.rules.people.rostering.problem import Found, Problem

WRITTEN: Final = 1.0
"""Seconds between what is written down of a search."""


def look_into(run: RosterRun, built: Built) -> None:
    """Ends the search with what it has found, or with why there is nothing to find. Called outside of a transaction:
    pages follow it."""
    problem, line = built.problem, Line(run.pk, built.problem)
    counted = shortages(problem)
    sentences = [kept(each.message, each.params) for each in counted]
    if any(each.impossible for each in counted):
        refuse(run_id=run.pk, sentences=sentences, now=clock.database_now())
        return
    goes_on(run.pk, sentences=sentences)
    found = search(problem, seed=run.seed, seconds=run.limit, hear=line.hear, stop=line.stop)
    if found.impossible:
        refuse(run_id=run.pk, sentences=_why_not(run, problem, line), now=clock.database_now())
    else:
        end(run_id=run.pk, problem=problem, found=found, now=clock.database_now())


def _why_not(run: RosterRun, problem: Problem, line: "Line") -> list[Kept]:
    """What counting could not see: without which rule, or which two, there would be a roster."""
    rules, ended = probe(problem, seed=run.seed, seconds=run.limit, stop=line.stop)
    return [kept(each.message, each.params) for each in dropped(rules, ended=ended)]


class Line:
    """Between a search and its row: what is heard goes down, about once a second, and whether to stop comes up."""

    def __init__(self, run_id: int, problem: Problem) -> None:
        self.run_id = run_id
        self.problem = problem
        self.written = 0.0

    def hear(self, found: Found) -> None:
        if self._is_time():
            hear(run_id=self.run_id, problem=self.problem, found=found, now=clock.database_now())

    def stop(self) -> bool:
        """Whether somebody asked for it to stop, or it has been given up meanwhile."""
        if self._is_time():
            return not goes_on(self.run_id, heard_at=clock.database_now())
        return asked_to_stop(self.run_id)

    def _is_time(self) -> bool:
        at = time.monotonic()
        if at - self.written < WRITTEN:
            return False
        self.written = at
        return True
