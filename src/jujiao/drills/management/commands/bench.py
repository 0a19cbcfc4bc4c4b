"""`./jujiao bench`: figures beside their targets, as a table and as JSON; exit code 1 where one is missed."""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jujiao.drills.bench import (
    callback,
    finding,
    inbox,
    inboxes,
    million,
    pages,
    pops,
    promises,
    reloads,
    rings,
    rosters,
)
from jujiao.drills.bench.asked import WrongAnswer
from jujiao.drills.bench.table import Figure, as_json, as_table, closing_line
from jujiao.drills.stage import make_pages_ready

PARTS = ("promises", "pages", "reloads", "finding", "rosters", "rings", "pops", "callback", "inboxes", "inbox")
MEASURES: dict[str, Callable[[dict[str, Any]], list[Figure]]] = {
    "promises": lambda asked: promises.measure(asked["running"], asked["due"]),
    "pages": lambda asked: pages.measure(sorted(asked["cases"]), asked["seconds"]),
    "reloads": lambda asked: reloads.measure(asked["minute"]),
    "inboxes": lambda _asked: inboxes.measure(),
    "inbox": lambda asked: inbox.measure(max(asked["cases"]), asked["seconds"]),
    "pops": lambda _asked: pops.measure(),
    "finding": lambda asked: finding.measure(max(asked["cases"]), asked["seconds"]),
    "rosters": lambda asked: rosters.measure(asked["random"]),
    "rings": lambda asked: rings.measure(asked["minute"]),
    "callback": lambda asked: callback.measure(asked["minute"]),
    "million": lambda asked: million.measure(max(asked["cases"]), asked["closed"], asked["seconds"]),
}
"""The million is long: it is measured where it is named."""


class Command(BaseCommand):
    help = (
        "Measures the promise loop, the pages beside django-helpdesk, open pages, the search, how rosters are made, "
        "how quickly records of calls are taken, how soon a ring is before whoever sits there, how quickly messages of "
        "WeChat are answered, and a message on all inboxes."
    )
    requires_system_checks: list[str] = []  # it brings a database of its own

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", choices=list(MEASURES), help="one part alone")
        parser.add_argument("--running", type=int, default=300_000, help="running promises (default 300000)")
        parser.add_argument("--due", type=int, default=10_000, help="of them due at once (default 10000)")
        parser.add_argument("--cases", type=int, nargs="+", default=[10_000, 100_000], help="open cases (10000 100000)")
        parser.add_argument("--closed", type=int, default=900_000, help="closed cases of the million (default 900000)")
        parser.add_argument("--seconds", type=float, default=4, help="of each measurement, three a path (default 4)")
        parser.add_argument("--minute", type=float, default=60, help="seconds for which cases or records come in (60)")
        parser.add_argument("--random", type=int, default=200, help="random rosters to check (default 200)")
        parser.add_argument("--json", type=Path, help="a file for the figures")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's
        make_pages_ready()
        signal.signal(signal.SIGTERM, lambda *_told: sys.exit(143))  # so that its database goes with it
        parts = [options["only"]] if options["only"] else PARTS
        try:
            figures = [figure for part in parts for figure in MEASURES[part](options)]
        except WrongAnswer as wrong:
            raise CommandError(f"A wrong answer came, so there is no figure: {wrong}") from wrong
        self.stdout.write(as_table(figures))
        if options["json"]:
            options["json"].write_text(as_json(figures) + "\n", encoding="utf-8")
        self.stdout.write(closing_line(figures))
        if not all(figure.met for figure in figures):
            sys.exit(1)
