"""One search with CP-SAT: its progress, and what it came to. Only the process that searches imports this."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from jujiao.people.rosters.solving.model import Model, build
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Found, Problem


@dataclass(frozen=True)
class Stage:
    """A way to search: subsolvers of CP-SAT that raise the bound, with `workers` in all, of which the last makes the
    best so far better; for so much `effort`, in the solver's own deterministic seconds, which no other work on the
    machine changes."""

    bounds: tuple[str, ...]
    workers: int
    effort: float = math.inf


STAGES = (Stage(("core",), 2, 3.0), Stage(("core", "reduced_costs"), 3))
"""The first proves rosters of people who may all do the same, in a few seconds. The second, which is slower at these,
proves those of people with different skills, too. Workers take turns in a fixed order (`interleave_search`), so that a
seed always makes the same roster, on however many processors."""
TOLD_EVERY = 0.1
"""Seconds."""

type Hear = Callable[[Found], None]


class _Best(cp_model.CpSolverSolutionCallback):
    """The best so far. The solver calls it from its own threads."""

    def __init__(self, model: Model, begun: float) -> None:
        super().__init__()
        self.model, self.begun = model, begun
        self.found = self.told = Found(None, None, None, 0.0)
        self.values: list[bool] = []
        self.lock = threading.Lock()

    def on_solution_callback(self) -> None:
        planned, cost = self.model.assignments(self.boolean_value), self.model.cost(self.objective_value)
        with self.lock:
            if self.found.cost is None or cost < self.found.cost:
                self.found = replace(self.found, assignments=planned, cost=cost, seconds=self.seconds)
                self.values = [self.boolean_value(var) for var in self.model.variables()]

    def on_bound(self, bound: float) -> None:
        with self.lock:
            known = self.model.cost(bound)
            if self.found.bound is None or known > self.found.bound:
                self.found = replace(self.found, bound=known, seconds=self.seconds)

    def tell(self, hear: Hear) -> None:
        """Tells of what came since the last time."""
        if self.found is not self.told:
            self.told = self.found
            hear(self.told)

    def hint(self) -> None:
        """Lets a further stage begin at the best so far."""
        self.model.cp.clear_hints()  # type: ignore[no-untyped-call]
        for var, value in zip(self.model.variables(), self.values, strict=False):
            self.model.cp.add_hint(var, value)

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self.begun, 3)


def search(problem: Problem, *, seed: int, seconds: float, hear: Hear, stopped: threading.Event) -> Found:
    """The best roster within so many seconds, or the best so far once `stopped` is set. `hear` is told of what comes
    meanwhile, from another thread."""
    begun = time.monotonic()
    model = build(problem)
    best = _Best(model, begun)
    status = cp_model.UNKNOWN
    for stage in STAGES:
        if stopped.is_set() or best.seconds >= seconds or status not in {cp_model.UNKNOWN, cp_model.FEASIBLE}:
            break
        best.hint()
        solver = _solver(stage, seed, seconds - best.seconds)
        solver.best_bound_callback = best.on_bound
        with _watched(solver, stopped, lambda: best.tell(hear)):
            status = solver.solve(model.cp, best)
    found = replace(best.found, seconds=best.seconds, ended=True, stopped=stopped.is_set())
    if status == cp_model.OPTIMAL:
        return replace(found, bound=found.cost)
    return replace(found, impossible=status == cp_model.INFEASIBLE)


def feasible(
    problem: Problem, *, without: frozenset[Rule], seed: int, seconds: float, stopped: threading.Event
) -> bool | None:
    """Whether there is any roster at all, some rules left out; None where the time did not do to tell."""
    solver = _solver(STAGES[0], seed, seconds)
    with _watched(solver, stopped):
        status = solver.solve(build(problem, without=without, costs=False).cp)
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _solver(stage: Stage, seed: int, seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(TOLD_EVERY, seconds)
    solver.parameters.max_deterministic_time = stage.effort
    solver.parameters.num_workers = stage.workers
    solver.parameters.interleave_search = True
    solver.parameters.subsolvers.extend(stage.bounds)
    solver.parameters.catch_sigint_signal = False
    return solver


@contextmanager
def _watched(
    solver: cp_model.CpSolver, stopped: threading.Event, tell: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Stops the solver once somebody asks, again and again since a search that has not begun is not stopped by it; and
    tells of what came meanwhile."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(TOLD_EVERY):
            if stopped.is_set():
                solver.stop_search()
            tell()

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()
