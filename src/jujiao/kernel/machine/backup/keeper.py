"""The process that keeps the backups up: receives the log, copies new photos, makes the nightly base backup."""

import logging
import os
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

import psycopg

from jujiao.kernel.machine.backup import making
from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.backup.photos import Copier
from jujiao.kernel.machine.backup.shelf import Kept, Shelf, replace_text
from jujiao.kernel.machine.backup.source import Source
from jujiao.kernel.machine.paths import MEDIA
from jujiao.kernel.machine.postgres import ServerFailed
from jujiao.kernel.machine.running.child import Child

logger = logging.getLogger("jujiao.backup")

LOOK_SECONDS = 2.0
SETTLE = timedelta(seconds=60)
"""A fresh start is left alone for so long before a base backup that is due."""
AGAIN = timedelta(minutes=10)
"""Time between tries after one that failed."""
HOUSE = ZoneInfo("Asia/Shanghai")


class Keeper:
    """Looks after one database's backups, look by look."""

    def __init__(self, source: Source, shelf: Shelf, *, now: datetime) -> None:
        self.source = source
        self.shelf = shelf
        self.copier = Copier(MEDIA, shelf)
        self.receiver: Child | None = None
        self.next_base = now + SETTLE

    def run(self) -> None:
        """Looks again and again until it is told to stop by SIGTERM or Ctrl-C."""
        try:
            while True:
                try:
                    self.look(datetime.now(UTC))
                except (BackupFailed, ServerFailed, psycopg.Error, OSError) as error:
                    logger.warning("backup: %s", error)
                time.sleep(LOOK_SECONDS)
        except (KeyboardInterrupt, SystemExit):
            return
        finally:
            if self.receiver:
                self.receiver.ask_to_stop()
                self.receiver.wait()

    def look(self, now: datetime) -> None:
        """One look: the log is received, new photos are copied, the base backup is made where it is due."""
        self.shelf.make()
        if self.receiver is None:
            self.receiver = self._receive()
        if said := self.receiver.look():
            logger.warning("backup: %s", said)
            self.receiver = None  # the next look asks the database anew: it may be on another line of history
            return
        self.copier.copy_new()
        if self.receiver.pid:
            self.shelf.alive.touch()
        if now >= self.next_base and self.due(now):
            self._make_base(now)

    def due(self, now: datetime) -> bool:
        """Whether a base backup is missing: none on this line of history, or none since the last hour for it."""
        system, line = self.source.identity()
        last = newest(self.shelf, system, line)
        return last is None or last.started_at < last_time_for_it(now)

    def _receive(self) -> Child:
        system, line = self.source.identity()
        folder = self.shelf.log(system, line)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.source.hold_log() and newest(self.shelf, system, line):
            logger.warning("backup: the log has a gap; a new base backup begins a new stretch")
            self.next_base = datetime.min.replace(tzinfo=UTC)
            for kept in self.shelf.kept():
                if (kept.system, kept.line) == (system, line):
                    (self.shelf.of(kept) / "followed-by-a-gap").touch()
        return Child("receiver of the log", self.source.receiving(folder))

    def _make_base(self, now: datetime) -> None:
        try:
            kept = making.make(self.source, self.shelf)
        except (BackupFailed, OSError) as error:
            self.next_base = now + AGAIN
            replace_text(self.shelf.trouble, f"{error}\n")
            raise
        self.shelf.trouble.unlink(missing_ok=True)
        logger.info("backup: %s is good (%s bytes, %s photos)", kept.name, kept.bytes, kept.photos)


def newest(shelf: Shelf, system: int, line: int) -> Kept | None:
    """The newest good base backup of a line of history that the log follows on without a gap."""
    fitting = [kept for kept in shelf.kept() if (kept.system, kept.line) == (system, line)]
    fitting = [kept for kept in fitting if not (shelf.of(kept) / "followed-by-a-gap").exists()]
    return fitting[-1] if fitting else None


def last_time_for_it(now: datetime) -> datetime:
    """The last moment at which a base backup was to be made: daily at JUJIAO_BACKUP_AT, local time."""
    local = now.astimezone(HOUSE)
    at = clock_time.fromisoformat(os.environ.get("JUJIAO_BACKUP_AT", "02:30"))
    today = datetime.combine(local.date(), at, HOUSE)
    return today if today <= local else today - timedelta(days=1)
