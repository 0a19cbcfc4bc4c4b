"""One search with CP-SAT: its progress, and what it came to. Only the process that searches imports this."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from ortools.sat.python import cp_model

from jujiao.people.rosters.solving.model import Model, build
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Found, Problem

WORKERS = 2
"""They take turns in a fixed order (`interleave_search`), so that a seed always makes the same roster, on however many
processors. One raises the bound by what cannot be (`core`), the other makes the best so far better."""
BOUNDS = ("core",)
TOLD_EVERY = 0.1
"""Seconds."""

type Hear = Callable[[Found], None]


class _Best(cp_model.CpSolverSolutionCallback):
    """The best so far. The solver calls it from its own threads."""

    def __init__(self, model: Model, begun: float) -> None:
        super().__init__()
        self.model, self.begun = model, begun
        self.found = Found(None, None, None, 0.0)
        self.lock = threading.Lock()

    def on_solution_callback(self) -> None:
        planned, cost = self.model.assignments(self.boolean_value), self.model.cost(self.objective_value)
        with self.lock:
            bound = self.model.cost(self.best_objective_bound)
            self.found = Found(planned, cost, bound, self.seconds)

    def on_bound(self, bound: float) -> None:
        with self.lock:
            self.found = replace(self.found, bound=self.model.cost(bound), seconds=self.seconds)

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self.begun, 3)


def search(problem: Problem, *, seed: int, seconds: float, hear: Hear, stopped: threading.Event) -> Found:
    """The best roster within so many seconds, or the best so far once `stopped` is set. `hear` is told of what comes
    meanwhile, from another thread."""
    begun = time.monotonic()
    model = build(problem)
    best = _Best(model, begun)
    solver = _solver(seed, seconds - best.seconds)
    solver.best_bound_callback = best.on_bound
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(solver, best, hear, stopped, done))
    watching.start()
    try:
        status = cp_model.UNKNOWN if stopped.is_set() else solver.solve(model.cp, best)
    finally:
        done.set()
        watching.join()
    found = replace(best.found, seconds=best.seconds, ended=True, stopped=stopped.is_set())
    if status == cp_model.OPTIMAL:
        return replace(found, bound=found.cost)
    return replace(found, impossible=status == cp_model.INFEASIBLE)


def feasible(
    problem: Problem, *, without: frozenset[Rule], seed: int, seconds: float, stopped: threading.Event
) -> bool | None:
    """Whether there is any roster at all, some rules left out; None where the time did not do to tell."""
    solver = _solver(seed, seconds)
    done = threading.Event()
    watching = threading.Thread(target=_stop, args=(solver, stopped, done))
    watching.start()
    try:
        status = solver.solve(build(problem, without=without, costs=False).cp)
    finally:
        done.set()
        watching.join()
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _solver(seed: int, seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    solver.parameters.num_workers = WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.subsolvers.extend(BOUNDS)
    solver.parameters.catch_sigint_signal = False
    return solver


def _watch(
    solver: cp_model.CpSolver, best: _Best, hear: Hear, stopped: threading.Event, done: threading.Event
) -> None:
    told = best.found
    while not done.wait(TOLD_EVERY):
        if stopped.is_set():
            solver.stop_search()
        if best.found is not told:
            told = best.found
            hear(told)


def _stop(solver: cp_model.CpSolver, stopped: threading.Event, done: threading.Event) -> None:
    """Again and again, since a search that has not begun yet is not stopped by it."""
    while not done.wait(TOLD_EVERY):
        if stopped.is_set():
            solver.stop_search()
