"""Garbage for the whole API, made by schemathesis from its own description: every phase and every check on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis import hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.generation import GenerationMode

from jujiao.drills.garbage.rows import Rows

CONFIG = """
seed = {seed}
continue-on-failure = true

[generation]
max-examples = {examples}
no-shrink = true
database = "none"

[checks.positive_data_acceptance]
# The regulation refuses what the description lets through: a step out of turn, a day in the past.
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "422"]

[phases.stateful]
max-steps = 6
"""
UNCOVERED = """
[[operations]]
include-operation-id = {ids}
phases.coverage.enabled = false
"""
COVERED = 60
"""Cases that the phase "coverage" makes of one operation, about: every bound and every wrong type of each part."""

MOST_ROUNDS = 20

DRAWN = 1.3
"""Cases that "fuzzing" and "stateful" together make of one operation for each example that they are allowed."""


@dataclass
class Findings:
    """How many cases were sent, by phase and status, which checks looked, and what was wrong, each kind once."""

    phases: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        return self.phases.total()

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.answers.items() if status >= 500)

    @property
    def done(self) -> int:
        """How many were not refused."""
        return sum(count for status, count in self.answers.items() if 200 <= status < 300)


@dataclass(frozen=True)
class Share:
    """What one role gets: so many cases, among them coverage of one operation in `every`, from `place` on."""

    cases: int
    every: int
    place: int

    def covers(self, number: int) -> bool:
        return number % self.every == self.place % self.every


def shares(cases: int, operations: int, roles: int) -> list[Share]:
    """Divides the cases over the roles. Where there are not enough for each role to cover every operation, the roles
    cover all of them together."""
    mine = -(-cases // roles)
    every = next((one for one in range(1, roles) if operations * COVERED / one <= mine * 0.65), roles)
    return [Share(mine, every, place) for place in range(roles)]


def throw(where: str, *, who: str, token: str, share: Share, rows: Rows, findings: Findings) -> None:
    """Sends one role's share to the web server at the address `where`: once with coverage, then on with other draws
    until all cases are sent."""
    names = operations_of(described(where))
    left_out = [name for number, name in enumerate(names) if not share.covers(number)]
    covered = (len(names) - len(left_out)) * COVERED
    sent, seed = findings.cases, 0
    while (missing := share.cases - (findings.cases - sent)) > 0 and seed < MOST_ROUNDS:
        seed += 1
        drawn = missing if seed > 1 else missing - covered
        text = CONFIG.format(seed=seed, examples=max(1, round(drawn / (DRAWN * len(names)))))
        config = SchemathesisConfig.from_str(text + UNCOVERED.format(ids=names if seed > 1 else left_out))
        config.projects.default.update(headers={"Authorization": f"Bearer {token}"})
        with _at_rows(rows):
            for event in from_schema(described(where, config)).execute():
                _note(event, who, findings)


@contextmanager
def _at_rows(rows: Rows) -> Iterator[None]:
    """While inside, cases are about rows that are there."""

    def before_call(_context: Any, case: Any, _sending: Any) -> None:
        parts = case.meta.components.items() if case.meta else ()
        good = {place.value for place, part in parts if part.mode == GenerationMode.POSITIVE}
        rows.put_into(case, good)

    def after_call(_context: Any, case: Any, response: Any) -> None:
        rows.learn(case, response)

    schemathesis.hook(before_call)
    schemathesis.hook(after_call)
    try:
        yield
    finally:
        hooks.unregister(before_call)
        hooks.unregister(after_call)


def operations_of(schema: Any) -> Sequence[str]:
    """The ids of all operations, in the order of the description."""
    return [found.ok().definition.raw["operationId"] for found in schema.get_all_operations()]


def described(where: str, config: SchemathesisConfig | None = None) -> Any:
    """The API by its own description."""
    return schemathesis.openapi.from_url(f"{where}/api/v1/openapi.json", config=config)


def _note(event: events.EngineEvent, who: str, findings: Findings) -> None:
    match event:
        case events.ScenarioFinished():
            recorder = event.recorder
            findings.phases[event.phase.value] += len(recorder.interactions)
            for interaction in recorder.interactions.values():
                findings.answers[interaction.response.status_code if interaction.response else 599] += 1
            for checked in recorder.checks.values():
                for check in checked:
                    findings.checks[check.name] += 1
                    if check.failure_info:
                        _keep(findings, f"{event.label}: {check.failure_info.failure.title}", who, check.failure_info)
        case events.NonFatalError():
            _keep(findings, f"{event.label}: not sent", who, event.value)
        case events.FatalError():
            raise event.exception


def _keep(findings: Findings, label: str, who: str, what: Any) -> None:
    told = f"{what.failure} {what.code_sample}" if hasattr(what, "failure") else str(what)
    findings.wrong.setdefault(label, f"{label}, to {who}: {' '.join(told.split())[:600]}")
