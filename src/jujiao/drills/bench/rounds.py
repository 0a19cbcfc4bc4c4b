"""Asking the sides in turn: each path in some rounds, a side after the other, so that a busy moment meets both."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from jujiao.drills.bench.asked import Unit, WrongAnswer, packed
from jujiao.drills.bench.load import PATIENCE
from jujiao.drills.bench.sides import Side
from jujiao.kernel.machine.paths import ROOT

ROUNDS = 3
MOST = 4000
"""Requests of one measurement at most."""

WARM_SECONDS = 3.0
WARM_MOST = 300
"""Each of eight connections has then asked each statement often enough for PostgreSQL to have settled on its plan."""


def warm(sides: Sequence[Side]) -> None:
    """Everybody has answered everything before anything is measured."""
    for side in sides:
        with alone(side, sides):
            for path, units in side.units.items():
                rate(side, path, units, WARM_SECONDS, WARM_MOST)


def measure(sides: Sequence[Side], path: str, seconds: float) -> None:
    """Writes the rates of a path into the sides."""
    for turn in range(ROUNDS):
        for side in sides if turn % 2 == 0 else sides[::-1]:
            with alone(side, sides):
                side.rates.setdefault(path, []).append(rate(side, path, side.units[path], seconds, MOST))


def median(side: Side, path: str) -> float:
    return statistics.median(side.rates[path])


def rate(side: Side, path: str, units: list[Unit], seconds: float, most: int) -> float:
    """Answers a second; WrongAnswer where one was not what it must be."""
    wanted = {"port": side.web.port, "units": packed(units), "seconds": seconds, "most": most}
    done = subprocess.run(
        [sys.executable, "-m", "jujiao.drills.bench.load"],
        cwd=ROOT / "src",
        input=json.dumps(wanted),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=seconds + 2 * PATIENCE,
    )
    told = json.loads(done.stdout)
    if told["wrong"] or not told["done"]:
        raise WrongAnswer(f"{side.name}, {side.cases} cases, {path}: {'; '.join(told['wrong'])}")
    return float(told["done"] / told["seconds"])


@contextmanager
def alone(side: Side, sides: Sequence[Side]) -> Iterator[None]:
    """Meanwhile only this side's worker goes on: mails that are still to be sent must not slow the other side."""
    others = [one.worker for one in sides if one is not side and one.worker]
    for worker in others:
        worker.freeze()
    try:
        yield
    finally:
        for worker in others:
            worker.thaw()
