"""Garbage for the whole API, made by schemathesis from its own description: every check on, chains of steps too."""

from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode

CONFIG = """
[checks.positive_data_acceptance]
# The regulation refuses what the description lets through: a step out of turn, a day in the past.
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "422"]
"""
STEPS = 6
"""Calls in a row, each with what the ones before it gave."""


@dataclass
class Findings:
    """How many cases were sent, and what was wrong with the answers, each kind once."""

    cases: int = 0
    server_errors: int = 0
    wrong: dict[str, str] = field(default_factory=dict)

    def judge(self, case: Any, response: Any, who: str, headers: dict[str, str]) -> None:
        """Lets every check look at an answer."""
        self.cases += 1
        self.server_errors += response.status_code >= 500
        try:
            case.validate_response(response, headers=headers)
        except FailureGroup as group:
            for one in group.exceptions:
                self._keep(case, one, response, who)
        except Failure as one:
            self._keep(case, one, response, who)

    def _keep(self, case: Any, wrong: BaseException, response: Any, who: str) -> None:
        label = f"{case.operation.label}: {getattr(wrong, 'title', wrong)}"
        self.wrong.setdefault(label, f"{label}, {response.status_code} to {who}: {str(wrong)[:300]} {case.body!r:.300}")


def described(*, url: str = "", app: Any = None) -> Any:
    """The API by its own description: at a web server's address, or of the application in this process."""
    config = SchemathesisConfig.from_str(CONFIG)
    if url:
        return schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json", config=config)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


def throw(schema: Any, *, who: str, token: str, examples: int, rows: list[tuple[int, int]], findings: Findings) -> None:
    """`examples` cases for each operation as this person, good ones and bad ones, some of them at rows that are there
    (id and version), then a quarter as many chains of steps."""
    headers = {"Authorization": f"Bearer {token}"}

    def send(case: Any) -> None:
        findings.judge(case, case.call(headers=headers), who, headers)

    for number, found in enumerate(schema.get_all_operations()):
        operation = found.ok()
        for place, mode in enumerate(GenerationMode):
            at = {"complaint_id": rows[(number + place) % len(rows)][0]} if "{complaint_id}" in operation.path else None
            for path in (at, None) if at and examples > 3 else (at,):
                strategy = operation.as_strategy(generation_mode=mode, path_parameters=path)
                share = max(1, examples // (4 if at and examples > 3 else 2))
                _run(strategy, share, number, rows, send)
    _chains(schema, who, headers, max(1, examples // 4), findings)


def _run(strategy: Any, examples: int, number: int, rows: list[tuple[int, int]], send: Any) -> None:
    versions = dict(rows)

    @seed(number)
    @_settings(examples)  # type: ignore[untyped-decorator]
    @given(case=strategy)
    def one(case: Any) -> None:
        held = versions.get((case.path_parameters or {}).get("complaint_id", 0))
        if held and isinstance(case.body, dict) and isinstance(case.body.get("version"), int):
            case.body["version"] = held
        send(case)

    try:
        one()
    except Unsatisfiable:
        return  # there is nothing bad that could be sent to it


def _chains(schema: Any, who: str, headers: dict[str, str], examples: int, findings: Findings) -> None:
    class Chains(schema.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ARG002 - schemathesis's
            return {"headers": headers}

        def validate_response(self, response: Any, case: Any, **_more: Any) -> None:
            findings.judge(case, response, who, headers)

    Chains.run(settings=_settings(examples, stateful_step_count=STEPS))


def _settings(examples: int, **more: Any) -> Any:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **more,
    )
