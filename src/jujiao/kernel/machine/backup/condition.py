"""How the backups stand, for the administrator's page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from jujiao.kernel.machine.backup.shelf import Kept, Shelf, shelf
from jujiao.kernel.machine.backup.source import embedded

TOO_OLD: Final = timedelta(hours=26)
"""One is made each night; an older last one means that a night was missed."""
SILENT: Final = timedelta(seconds=50)
"""The log is looked after every few seconds."""


@dataclass(frozen=True)
class Condition:
    """The last good backup, when the log was last being received, and what is wrong with either."""

    last: Kept | None
    received_at: datetime | None
    late: bool
    silent: bool
    trouble: str

    @property
    def troubles(self) -> int:
        return self.late + self.silent


def condition(now: datetime) -> Condition | None:
    """How the embedded database's backups stand; None where the database is an external one."""
    server = embedded()
    return judge(shelf(), server.places.data / "PG_VERSION", now) if server else None


def judge(place: Shelf, born: Path, now: datetime) -> Condition:
    """A database younger than a day need not have a backup yet; `born` is a file as old as it."""
    last = next(reversed(place.kept()), None)
    received_at = _written(place.alive)
    since = last.ended_at if last else _written(born)
    followed = received_at or since
    return Condition(
        last=last,
        received_at=received_at,
        late=since is not None and now - since > TOO_OLD,
        silent=followed is not None and now - followed > (SILENT if received_at else TOO_OLD),
        trouble=place.trouble.read_text(encoding="utf-8").strip() if place.trouble.exists() else "",
    )


def _written(path: Path) -> datetime | None:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None
