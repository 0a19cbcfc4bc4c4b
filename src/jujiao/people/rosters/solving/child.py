"""A program of its own that searches for a roster: a problem as a line of JSON on stdin, lines of JSON on stdout.

It ends at a further line, when stdin is closed, at SIGTERM, and with its parent; memory and time are bounded.
Arguments: what to do (`search` or `probe`), bytes, seconds, the seed."""

import json
import resource
import signal
import sys
import threading
from collections.abc import Mapping
from typing import Any

from jujiao.kernel.machine.stopping import TOLD_BY, end_with_parent
from jujiao.people.rosters.solving.written import found_written, problem_read

GRACE = 60
"""Seconds of processor beyond those of the search: to import the solver and build the model."""
THREADS = 4

_saying = threading.Lock()


def main() -> int:
    task, (memory, seconds, seed) = sys.argv[1], map(int, sys.argv[2:])
    end_with_parent(signal.SIGKILL)
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_BY)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (GRACE + seconds * THREADS,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    problem = problem_read(json.loads(sys.stdin.readline()))
    stopped = threading.Event()
    for listens in (_until_told, _until_signalled):
        threading.Thread(target=listens, args=(stopped,), daemon=True).start()
    if task == "probe":
        from jujiao.people.rosters.solving.dropping import probe

        _say(probe(problem, seed=seed, seconds=seconds, stopped=stopped))
    else:
        from jujiao.people.rosters.solving.search import search

        found = search(
            problem, seed=seed, seconds=seconds, hear=lambda found: _say(found_written(found)), stopped=stopped
        )
        _say(found_written(found))
    return 0


def _say(line: Mapping[str, Any]) -> None:
    with _saying:
        print(json.dumps(line), flush=True)


def _until_told(stopped: threading.Event) -> None:
    """A line, or the end of stdin: whoever asked is gone."""
    sys.stdin.readline()
    stopped.set()


def _until_signalled(stopped: threading.Event) -> None:
    """Not by a handler: the main thread is inside the solver and would run it only afterwards."""
    signal.sigwait(TOLD_BY)
    stopped.set()


if __name__ == "__main__":
    sys.exit(main())
