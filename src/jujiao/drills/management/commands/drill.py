"""`./jujiao drill NAME`: one drill, with its figures as the closing line; exit code 1 where the proof failed."""

import sys
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand

from jujiao.drills.outcome import closing_line
from jujiao.drills.stage import make_pages_ready

DRILLS: tuple[str, ...] = ("calls", "crowd", "deliveries", "failover", "garbage", "kill", "outage", "race", "restore")


class Command(BaseCommand):
    help = (
        "Tries what the product promises on real processes. With --control the guard is off, and the drill must fail."
    )
    requires_system_checks: list[str] = []  # the drills bring databases of their own

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="name", required=True)
        for name in DRILLS:
            drill = import_module(f"jujiao.drills.{name}")
            part = names.add_parser(name, help=drill.__doc__)
            part.add_argument("--control", action="store_true", help="with the guard switched off: must fail")
            drill.add_arguments(part)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's
        make_pages_ready()
        name = options["name"]
        outcome = import_module(f"jujiao.drills.{name}").run(options)
        for fault in outcome.faults[:20]:
            self.stdout.write(f"  {fault}")
        self.stdout.write(closing_line(name, outcome, control=options["control"]))
        if outcome.held == options["control"]:
            sys.exit(1)
