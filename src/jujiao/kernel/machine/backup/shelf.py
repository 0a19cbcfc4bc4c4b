"""Where backups lie, and what lies there."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.paths import HOME

RECORD = "backup.json"
BASE = "database"


@dataclass(frozen=True)
class Kept:
    """A base backup that was made and checked. `wal_start` and `wal_end` are places in the log, in bytes."""

    name: str
    started_at: datetime
    ended_at: datetime
    system: int
    line: int
    wal_start: int
    wal_end: int
    bytes: int
    photos: int

    def write(self, folder: Path) -> None:
        """Record it. To be called last: what has no record does not count as a backup."""
        facts = asdict(self) | {"started_at": self.started_at.isoformat(), "ended_at": self.ended_at.isoformat()}
        replace_text(folder / RECORD, json.dumps(facts, indent=1) + "\n")

    @staticmethod
    def read(folder: Path) -> "Kept":
        facts = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        for name in ("started_at", "ended_at"):
            facts[name] = datetime.fromisoformat(facts[name])
        return Kept(**facts)


@dataclass(frozen=True)
class Shelf:
    """The folder of all backups."""

    folder: Path

    def kept(self) -> list[Kept]:
        """The good ones, oldest first."""
        records = sorted(self.folder.glob(f"*/{RECORD}"))
        return sorted((Kept.read(record.parent) for record in records), key=lambda kept: kept.ended_at)

    def of(self, kept: Kept) -> Path:
        return self.folder / kept.name

    def log(self, system: int, line: int) -> Path:
        return self.folder / "wal" / f"{system}-{line}"

    def logs(self, system: int) -> list[Path]:
        """The folders of the log of one database, of all lines of its history."""
        return sorted(self.folder.glob(f"wal/{system}-*"))

    @property
    def photos(self) -> Path:
        return self.folder / "photos" / "files"

    @property
    def index(self) -> Path:
        return self.folder / "photos" / "index"

    @property
    def alive(self) -> Path:
        """Touched every few seconds while the log is received."""
        return self.folder / "alive"

    @property
    def trouble(self) -> Path:
        """Why the last try failed; gone when one succeeds."""
        return self.folder / "trouble"

    def make(self) -> None:
        """Make the folder where it is missing, for our account alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One changes it at a time; BackupFailed where another one does."""
        self.make()
        with (self.folder / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupFailed("Another backup is under way.") from None
            yield


def shelf() -> Shelf:
    """The shelf of this machine: JUJIAO_BACKUP, else `backups` where data is written."""
    return Shelf(Path(os.environ.get("JUJIAO_BACKUP") or HOME / "backups").resolve())


def replace_text(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all, whatever happens."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
