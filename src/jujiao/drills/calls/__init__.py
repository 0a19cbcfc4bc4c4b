"""calls that exchanges tell of, with loss, doubling, disorder and midnights: rates equal SQL over the raw records"""

import time
from argparse import ArgumentParser
from typing import Any

from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import stage

DAYS = 120
"""Over so many days, the last of them three days ago."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--calls", type=int, default=50_000, help="spread over exchanges of three vendors")
    parser.add_argument("--seed", type=int, default=1, help="of what happens to each call, and to what is told of it")


def run(options: dict[str, Any]) -> Outcome:
    """Over a database of its own. The control folds every record into a call of its own."""
    from jujiao.drills.calls.course import compared
    from jujiao.drills.database import on

    with stage(durable=False) as it, on(it.url):
        begun = time.monotonic()
        found = compared(it.cast(), options["calls"], DAYS, options["seed"], linked=not options["control"])
    return Outcome({**found.figures, "s in all": round(time.monotonic() - begun)}, tuple(found.faults))
