"""The parent's side: it imports no solver, hears of what comes, and is answered when it stops the search."""

import json
import os
import signal
import subprocess
import sys

import pytest

from jujiao.kernel.machine.paths import ROOT
from jujiao.people.rosters.solving import running
from jujiao.people.rosters.solving.proof.checking import faults
from jujiao.people.rosters.solving.proof.rosters import random_roster, round_the_clock, thirty_people
from jujiao.people.rosters.solving.running import UnableToSearch, search
from jujiao.people.rosters.solving.written import found_read, found_written, problem_read, problem_written
from jujiao.rules.people.rostering.problem import Found


def test_who_asks_imports_no_solver() -> None:
    program = f"import sys, {running.__name__}; sys.exit(bool({{'ortools', 'numpy', 'pandas'}} & {{*sys.modules}}))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", check=False, timeout=60)
    assert ended.returncode == 0


@pytest.mark.parametrize("seed", range(5))
def test_problems_and_answers_come_through_json(seed: int) -> None:
    problem = random_roster(seed)
    assert problem_read(json.loads(json.dumps(problem_written(problem)))) == problem
    found = Found(frozenset({(1, 2), (3, 4)}), 8.5, 8.0, 1.25, ended=True, stopped=True)
    assert found_read(json.loads(json.dumps(found_written(found)))) == found


def test_a_roster_is_found_from_outside() -> None:
    problem = round_the_clock(6, (1, 1, 1), days=7)
    found = search(problem, seed=1, seconds=60, hear=lambda _found: None)
    assert found.assignments is not None
    assert (found.cost, found.ended, found.stopped) == (found.bound, True, False)
    assert faults(problem, found.assignments) == []


def test_a_search_is_stopped_and_answers_with_the_best_so_far() -> None:
    heard: list[Found] = []
    found = search(thirty_people(), seed=1, seconds=600, hear=heard.append, stop=lambda: bool(heard))
    assert heard
    assert found.ended
    assert found.stopped or found.cost == found.bound


def test_a_search_ends_when_its_parent_is_gone() -> None:
    """The end of stdin, or SIGTERM, is a stop: it answers, and ends by itself."""
    for told in ("stdin", "signal"):
        command = [sys.executable, "-m", running.CHILD, "search", str(running.MEMORY), "600", "1"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT / "src")
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(problem_written(thirty_people())).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        if told == "stdin":
            process.stdin.close()
        else:
            os.kill(process.pid, signal.SIGTERM)
        last = found_read(json.loads(process.stdout.read().splitlines()[-1]))
        assert process.wait(60) == 0
        assert last.ended
        process.stdin.close()
        process.stdout.close()


def test_too_little_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MEMORY", 60 * 1024 * 1024)
    with pytest.raises(UnableToSearch, match="fewer days"):
        search(thirty_people(), seed=1, seconds=600, hear=lambda _found: None)
