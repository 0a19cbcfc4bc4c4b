"""The way back: a base backup, the log after it up to a moment, the photos of that time."""

import os
import shutil
import tarfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from jujiao.kernel.machine.backup import log, photos
from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.backup.shelf import BASE, Kept, Shelf
from jujiao.kernel.machine.paths import HOME, MEDIA
from jujiao.kernel.machine.postgres import Server, ServerFailed, configuration
from jujiao.kernel.machine.postgres.places import Places

PATIENCE = 6 * 3600.0
"""Seconds that replaying the log may take."""
ENDS_BEFORE = "recovery ended before configured recovery target was reached"


@dataclass(frozen=True)
class Restored:
    """What was put back: the base it began from, how many pieces of the log, how many photos."""

    base: Kept
    segments: int
    photos: int


def choose(shelf: Shelf, at: datetime | None) -> Kept:
    """The newest base backup that was complete at that moment and that the newest history leads on from."""
    kept = shelf.kept()
    if not kept:
        raise BackupFailed(f"There is no good backup in {shelf.folder}.")
    left = log.branches(shelf.logs(kept[-1].system))
    fitting = [
        one
        for one in kept
        if one.system == kept[-1].system
        and (at is None or one.ended_at <= at)
        and one.wal_end <= left.get(one.line, one.wal_end)
    ]
    if not fitting:
        raise BackupFailed(f"The oldest backup in {shelf.folder} was complete at {kept[0].ended_at.isoformat()}.")
    return fitting[-1]


def restore(shelf: Shelf, home: Path, *, at: datetime | None) -> Restored:
    """Put the state of a moment (None: the last known) into a JUJIAO_HOME. A database that is there is put aside.

    BackupFailed where that moment cannot be reached; the database that was put aside is back in its place then."""
    server = Server(home / "postgres", patience=PATIENCE)
    places = server.places
    if server.pid:
        raise BackupFailed(f"The database in {home} runs. Stop Jujiao first.")
    base = choose(shelf, at)
    aside = _put_aside(places)
    try:
        folders = [*([aside / "pg_wal"] if aside else []), *shelf.logs(base.system)]
        segments = _lay_out(shelf, base, places, folders, at=at)
        _recover(server, at)
    except BaseException:
        if places.data.exists():
            shutil.rmtree(places.data)
        if aside:
            aside.rename(places.data)
        raise
    until = int(at.timestamp() * 1_000_000_000) if at else None
    count = photos.put_back(shelf, MEDIA if home == HOME else home / "media", until=until)
    key = home / "secret_key"
    if not key.exists() and (shelf.folder / "secret_key").exists():
        shutil.copyfile(shelf.folder / "secret_key", key)
        key.chmod(0o600)
    return Restored(base, segments, count)


def _put_aside(places: Places) -> Path | None:
    if not places.data.exists():
        return None
    number = 1
    while (aside := places.data.with_name(f"data-before-restore-{number}")).exists():
        number += 1
    return places.data.rename(aside)


def _lay_out(shelf: Shelf, base: Kept, places: Places, folders: list[Path], *, at: datetime | None) -> int:
    folder = shelf.of(base) / BASE
    places.account.own(places.data)
    for archive, target in (("base.tar.gz", places.data), ("pg_wal.tar.gz", places.data / "pg_wal")):
        with tarfile.open(folder / archive) as tar:
            tar.extractall(target, filter="data")
    segments = log.gather(folders, places.data / "pg_wal", start=base.wal_start)
    # The log lies in pg_wal already, so nothing is to be fetched from elsewhere.
    wanted = {"restore_command": "exit 1", "recovery_target_timeline": "latest", "recovery_target_action": "promote"}
    if at:
        wanted["recovery_target_time"] = at.isoformat()
    with (places.data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in wanted.items())
    (places.data / "recovery.signal").touch()
    for path in (places.data, *places.data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        places.account.give(path)
    return segments


def _recover(server: Server, at: datetime | None) -> None:
    """Let the server replay the log, until it takes changes again."""
    begin = server.places.log.stat().st_size if server.places.log.exists() else 0
    try:
        with server.in_use(), _connect(server) as connection:
            while _asked(connection, "SELECT pg_is_in_recovery()"):
                time.sleep(0.1)
            for name in ("restore_command", "recovery_target_timeline", "recovery_target_action"):
                connection.execute(f"ALTER SYSTEM RESET {name}")
            if at:
                connection.execute("ALTER SYSTEM RESET recovery_target_time")
    except (ServerFailed, psycopg.OperationalError) as failure:
        with server.places.log.open("rb") as file:
            file.seek(begin)
            said = file.read().decode(errors="replace")
        if ENDS_BEFORE in said:
            known = [line.partition("at log time ")[2] for line in said.splitlines() if "last completed" in line]
            raise BackupFailed(
                f"The log that is kept ends before that moment, at {known[-1] if known else 'the base backup'}. "
                "Restore without --at for the last known state."
            ) from failure
        raise BackupFailed(str(failure)) from failure


def _connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(host=server.socket, user=configuration.SUPERUSER, dbname="postgres", autocommit=True)


def _asked(connection: psycopg.Connection, question: str) -> bool:
    row = connection.execute(question).fetchone()
    return bool(row and row[0])


def free_bytes(folder: Path) -> int:
    """How much room a folder's disk has."""
    found = next(place for place in (folder, *folder.parents) if place.exists())
    stat = os.statvfs(found)
    return stat.f_bavail * stat.f_frsize
