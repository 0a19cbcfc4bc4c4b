"""Rules without which an impossible roster could be made. Only the process that searches imports this."""

import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

from jujiao.people.rosters.solving.search import feasible
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Person, Problem

DROPPED = (
    Rule.FIXED, Rule.LEAVE, Rule.NIGHT_BAR, Rule.OVERTIME_BAR, Rule.DEMANDS, Rule.OVERTIME, Rule.WEEK, Rule.REST,
)  # fmt: skip
MOST = 2
"""So many rules are dropped together at most."""
ONE_TRY = 10.0
"""Seconds."""
NO_LIMIT = 10**7


def probe(problem: Problem, *, seed: int, seconds: float, stopped: threading.Event) -> dict[str, Any]:
    """Each rule without which there is a roster; where there is none, each two of them. `ended` is False where the time
    did not do, or somebody stopped it."""
    until, ended = time.monotonic() + seconds, True
    found: list[list[Rule]] = []
    matter = [rule for rule in DROPPED if _matters(problem, rule)]
    for number in range(1, MOST + 1):
        for rules in combinations(matter, number):
            left = until - time.monotonic()
            if stopped.is_set() or left <= 0:
                return {"without": found, "ended": False}
            answer = feasible(
                relaxed(problem, rules),
                without=frozenset(rules),
                seed=seed,
                seconds=min(left, ONE_TRY),
                stopped=stopped,
            )
            ended = ended and answer is not None
            if answer:
                found.append(list(rules))
        if found:
            break
    return {"without": found, "ended": ended}


def relaxed(problem: Problem, rules: Iterable[Rule]) -> Problem:
    """The problem without some of the rules that lie in it; the model leaves out the others."""
    for rule in rules:
        problem = replace(problem, people=tuple(_relaxed(each, rule, problem) for each in problem.people))
        if rule == Rule.OVERTIME:
            problem = replace(problem, overtime_minutes=NO_LIMIT)
    return problem


def _relaxed(person: Person, rule: Rule, problem: Problem) -> Person:
    match rule:
        case Rule.LEAVE:
            return replace(person, away=())
        case Rule.NIGHT_BAR:
            return replace(person, no_night=frozenset())
        case Rule.OVERTIME_BAR:
            return replace(person, no_overtime=frozenset())
        case Rule.FIXED:
            return replace(person, fixed=frozenset())
        case Rule.DEMANDS:
            return replace(person, may=frozenset(range(len(problem.needs))))
        case _:
            return person


def _matters(problem: Problem, rule: Rule) -> bool:
    """Whether leaving it out changes anything."""
    return rule in {Rule.OVERTIME, Rule.WEEK, Rule.REST} or relaxed(problem, [rule]) != problem
