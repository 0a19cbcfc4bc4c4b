"""A search from its beginning to its end: first what counting alone shows, then the process that searches."""

import time
from typing import Final

from jujiao.kernel.machine import clock
from jujiao.people.rosters.building import Built
from jujiao.people.rosters.models import RosterRun
from jujiao.people.rosters.operations.searching import end, goes_on, hear
from jujiao.people.rosters.solving.running import search
from jujiao.rules.people.rostering.problem import Found, Problem

LOOK: Final = 1.0
"""Seconds between looks whether to stop, and between what is written down of a search."""


def look_into(run: RosterRun, built: Built) -> None:
    """Ends the search with what it has found, or with why there is nothing to find. Called outside of a transaction:
    pages follow it."""
    problem = built.problem
    line = Line(run.pk, problem)
    found = search(problem, seed=run.seed, seconds=run.limit, hear=line.hear, stop=line.stop)
    end(run_id=run.pk, problem=problem, found=found, now=clock.database_now())


class Line:
    """Between a search and its row: what is heard goes down, about once a second, and whether to stop comes up."""

    def __init__(self, run_id: int, problem: Problem) -> None:
        self.run_id = run_id
        self.problem = problem
        self.stopped = False
        self.looked = 0.0

    def hear(self, found: Found) -> None:
        if self._is_time():
            self.stopped = not hear(run_id=self.run_id, problem=self.problem, found=found, now=clock.database_now())

    def stop(self) -> bool:
        """Whether somebody asked for it to stop, or it has been given up meanwhile."""
        if self._is_time():
            self.stopped = not goes_on(self.run_id, heard_at=clock.database_now())
        return self.stopped

    def _is_time(self) -> bool:
        at = time.monotonic()
        if self.stopped or at - self.looked < LOOK:
            return False
        self.looked = at
        return True
