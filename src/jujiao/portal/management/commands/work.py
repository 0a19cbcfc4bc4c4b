"""`./jujiao work`: the worker. Escalates what comes due, and sends what leaves the house, until it is told to stop."""

import logging
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jujiao.kernel.machine import stopping
from jujiao.kernel.machine.deliveries import GRACE, Courier
from jujiao.kernel.machine.upgrading.asking import DoesNotFit, Unreachable, have_it_fit
from jujiao.kernel.machine.worker import Worker
from jujiao.kernel.record.chapters import chapters
from jujiao.promises.jobs import Alarms

logger = logging.getLogger("jujiao.worker")

LEAVE_SECONDS = 10.0
"""What is under way in the threads beside the loop has so long to end."""


class Command(BaseCommand):
    help = "Escalates promises that come due and sends notices, until stopped (Ctrl-C or SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-deliveries", action="store_true", help="leave the sending to other workers")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's
        try:
            have_it_fit(upgrading=False)
        except Unreachable:
            pass  # the worker outlives the database's absences
        except DoesNotFit as why:
            raise CommandError(str(why)) from why
        stop = threading.Event()

        def finish(_number: int, _frame: FrameType | None) -> None:
            logger.info("worker: stopping after what is under way")
            stop.set()

        stopping.listen(finish)
        courier = None if options["no_deliveries"] else Courier(stop)
        if courier:
            courier.start()
        listening = [] if options["no_deliveries"] else _listening(stop)
        logger.info("worker: at work")
        Worker(Alarms(), stop=stop).run()
        if courier:
            courier.join(GRACE + 5)
        for one in listening:
            one.join(LEAVE_SECONDS)
        # Left open, the pool would hold up the end of the process by seconds.
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


def _listening(stop: threading.Event) -> list[threading.Thread]:
    """What chapters have going on beside the loop, started."""
    found = [each for each in chapters() if each.listens is not None]
    threads = [threading.Thread(target=each.listens, args=[stop], name=each.key, daemon=True) for each in found]
    for thread in threads:
        thread.start()
    return threads
