"""Searching for a roster in a process of its own, from a job: told of what comes meanwhile, and stopped where asked.

Nothing here imports the solver."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector
from typing import IO, Any, Final, cast

from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.paths import ROOT
from jujiao.people.rosters.solving.written import found_read, problem_written
from jujiao.rules.people.rostering.dropped import BROKE_OFF
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Found, Problem

CHILD: Final = "jujiao.people.rosters.solving.child"
MEMORY: Final = 4 * 1024 * 1024 * 1024
"""Bytes of address space; each of the solver's threads reserves some that it never uses."""
LOOKED_EVERY: Final = 0.2
"""Seconds between two looks at whether somebody asked to stop."""
STOPS_WITHIN: Final = 0.7
"""Seconds in which the search answers once it is told to stop; then it is ended, and what it told last counts."""
GRACE: Final = 60
"""Seconds beyond those of the search, on a machine that is busy: to start and to build the model."""
BLOCK: Final = 65_536

type Stop = Callable[[], bool]


class UnableToSearch(UnableTo):
    """The search broke off: it needed more memory or time than it may take."""


def search(
    problem: Problem, *, seed: int, seconds: int, hear: Callable[[Found], None], stop: Stop = lambda: False
) -> Found:
    """The best roster found within so many seconds; `hear` is told of each better one and each better bound.

    `stop` is asked five times a second; once it says True the best so far is the answer, within a second. Raises
    UnableToSearch."""
    last = Found(None, None, None, 0.0)

    def told(line: dict[str, Any]) -> None:
        nonlocal last
        last = found_read(line)
        if not last.ended:
            hear(last)

    if _ask(["search", seconds, seed], problem, told, stop) or last.ended:
        return last if last.ended else Found(last.assignments, last.cost, last.bound, last.seconds, True, True)
    raise UnableToSearch(_(BROKE_OFF))


def probe(
    problem: Problem, *, seed: int, seconds: int, stop: Stop = lambda: False
) -> tuple[list[frozenset[Rule]], bool]:
    """For a roster that the search found impossible: each rule, or each two, without which it could be made; and
    whether all were tried in the time. Raises UnableToSearch."""
    answers: list[dict[str, Any]] = []
    if not _ask(["probe", seconds, seed], problem, answers.append, stop) and not answers:
        raise UnableToSearch(_(BROKE_OFF))
    if not answers:
        return [], False
    return [frozenset(Rule(rule) for rule in rules) for rules in answers[-1]["without"]], answers[-1]["ended"]


def _ask(task: Sequence[str | int], problem: Problem, told: Callable[[dict[str, Any]], None], stop: Stop) -> bool:
    """Whether it was stopped. Whatever comes, the process is gone afterwards."""
    _what, seconds, _seed = task
    until, stopped, rest = time.monotonic() + int(seconds) + GRACE, False, b""
    with _started(task) as (write_to, read_from), DefaultSelector() as coming:
        coming.register(read_from, EVENT_READ)
        _write(write_to, json.dumps(problem_written(problem)))
        while time.monotonic() < until:
            if not stopped and stop():
                stopped, until = True, time.monotonic() + STOPS_WITHIN
                _write(write_to, "stop")
            if not coming.select(LOOKED_EVERY):
                continue
            block = os.read(read_from.fileno(), BLOCK)
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                told(json.loads(line))
            if not block:
                break
    return stopped


@contextmanager
def _started(task: Sequence[str | int]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The process's ends, without anything of this one's surroundings that it has no use for."""
    what, seconds, seed = task
    program = [sys.executable, "-m", CHILD, *map(str, (what, MEMORY, seconds, seed))]
    surroundings = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings)
    try:
        yield cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    finally:
        process.kill()
        process.communicate()


def _write(to: IO[bytes], line: str) -> None:
    try:
        to.write(line.encode() + b"\n")
        to.flush()
    except BrokenPipeError:  # it is gone: the reading tells
        return
