"""Garbage for every operation of the API from every role. Pages, files and exports get theirs in the test run."""

from argparse import ArgumentParser
from typing import Any

from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import stage

DEFAULT_CASES = 20_000
GUARDED, UNGUARDED = "jujiao.wsgi:application", "jujiao.drills.garbage.unguarded:application"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=DEFAULT_CASES, help="calls of the API, spread over the roles")


def run(options: dict[str, Any]) -> Outcome:
    """Over two real web processes, one role after the other."""
    from jujiao.drills.garbage.api import Findings, described, throw
    from jujiao.testing.every_url import PEOPLE

    control = bool(options["control"])
    findings = Findings()
    with stage(durable=False) as it:
        web = it.web(application=UNGUARDED if control else GUARDED, workers=2)
        schema = described(url=f"http://127.0.0.1:{web.port}")
        operations = len(list(schema.get_all_operations()))
        examples = max(4, options["cases"] // (len(PEOPLE) * (operations + 1)))
        for who in PEOPLE.values():
            rows = _rows(it, web)
            throw(schema, who=who, token=it.facts["tokens"][who], examples=examples, rows=rows, findings=findings)
    figures: dict[str, Any] = {
        "cases": findings.cases,
        "answers with 5xx": findings.server_errors,
        "other findings": len(findings.wrong),
    }
    return Outcome(figures, tuple(findings.wrong.values()))


def _rows(it: Any, web: Any) -> list[tuple[int, int]]:
    """Two complaints to be thrown at, with their versions."""
    body = {"estate": it.facts["estate"], "category": it.facts["categories"][0], "text": "渗水", "room": "1-1-101"}
    token = it.facts["tokens"]["resident"]
    answers = [it.call(web, "POST", "/api/v1/complaints", token=token, body=body)[1] for _time in range(2)]
    return [(answer["id"], answer["version"]) for answer in answers]
