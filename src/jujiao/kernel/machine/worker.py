"""The worker's loop: does what is due, rests when there is nothing, and outlives the database's absences (back-off)."""

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import close_old_connections, connection

from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Heartbeat

logger = logging.getLogger(__name__)

REST: Final = 1.0
"""Seconds between looks when nothing was due."""
LONGEST_WAIT: Final = 10.0
"""Seconds between tries at most, while the database is away or an item fails."""
BEAT: Final = timedelta(seconds=10)
FORGOTTEN: Final = timedelta(days=1)
"""A process that has been silent for so long is not shown any more."""

type Work = Callable[[datetime], int]
"""Does some of what is due at a moment and says how much that was: 0 where nothing was."""


def process_name() -> str:
    """This process among all workers on all hosts."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Worker:
    """Calls `work` with the database's clock until nothing is due, then rests; stops between two calls."""

    def __init__(self, work: Work, *, name: str = "", stop: threading.Event | None = None) -> None:
        self.work = work
        self.name = name or process_name()
        self.stop = stop or threading.Event()
        self.done = 0
        self.started_at: datetime | None = None
        self.beat_at: datetime | None = None

    def run(self) -> None:
        """Works until `stop` is set; what is under way is finished first."""
        wait = REST
        while not self.stop.is_set():
            try:
                found = self.turn()
                wait = REST
            except AWAY as error:
                logger.warning("worker: the database is away (%s), next try in %.0f s", type(error).__name__, wait)
                _let_go()
                self.stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            except Exception:
                logger.exception("worker: something failed, next try in %.0f s", wait)
                self.stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                if not found:
                    self.stop.wait(REST)
        self._leave()

    def turn(self) -> int:
        """One look: a sign of life where it is time, then the work. Returns how much there was."""
        close_old_connections()
        now = clock.database_now()
        self._beat(now)
        found = self.work(now)
        self.done += found
        return found

    def _beat(self, now: datetime) -> None:
        if self.beat_at is not None and now - self.beat_at < BEAT:
            return
        self.started_at = self.started_at or now
        fresh = {"started_at": self.started_at, "beat_at": now, "done": self.done}
        Heartbeat.objects.update_or_create(name=self.name, defaults=fresh)
        Heartbeat.objects.filter(beat_at__lt=now - FORGOTTEN).delete()
        self.beat_at = now

    def _leave(self) -> None:
        """A worker that was stopped is not missed."""
        with contextlib.suppress(*AWAY):
            Heartbeat.objects.filter(name=self.name).delete()


def _let_go() -> None:
    """Closes a connection that may be broken in the middle of a transaction."""
    try:
        connection.close()
    except AWAY:
        connection.connection = None
