"""Making one backup: base, photos, key; checked, recorded; then what is older than wanted goes."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from jujiao.kernel.machine.backup import log
from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.backup.photos import Copier, damaged, read_index
from jujiao.kernel.machine.backup.shelf import BASE, Kept, Shelf
from jujiao.kernel.machine.backup.source import Source, program, run
from jujiao.kernel.machine.paths import HOME, MEDIA


def make(source: Source, shelf: Shelf) -> Kept:
    """Make a backup now. BackupFailed where any part fails its check; nothing older goes then."""
    with shelf.locked():
        for left in shelf.folder.glob("*.unfinished"):
            shutil.rmtree(left)
        began = datetime.now(UTC)
        name = began.strftime("%Y%m%dT%H%M%SZ")
        folder = shelf.folder / f"{name}.unfinished"
        folder.mkdir()
        source.copy(folder / BASE)
        Copier(MEDIA, shelf).copy_new()
        keep_key(shelf)
        check(folder, shelf)
        ended = datetime.now(UTC)
        finished = shelf.folder / name
        if finished.exists():
            raise BackupFailed(f"{finished} is there already.")
        folder.rename(finished)
        kept = _describe(finished, shelf, began, ended)
        kept.write(finished)
        forget_old(shelf)
        return kept


def check(folder: Path, shelf: Shelf) -> None:
    """Read all of it again: every file of the base by its checksum, and the copy of every photo."""
    verify = [program("pg_verifybackup"), "--no-parse-wal", "--exit-on-error", str(folder / BASE)]
    run(verify, "The check of the base backup")
    if wrong := damaged(shelf):
        raise BackupFailed(f"{len(wrong)} copies of photos are damaged, the first is {wrong[0]}.")


def keep_key(shelf: Shelf) -> None:
    """Keep the secret key, where it is a file of ours."""
    key = HOME / "secret_key"
    if key.exists():
        shutil.copyfile(key, shelf.folder / "secret_key")
        (shelf.folder / "secret_key").chmod(0o600)


def how_many() -> int:
    """How many base backups are kept: JUJIAO_BACKUP_KEEP."""
    return max(1, int(os.environ.get("JUJIAO_BACKUP_KEEP", "14")))


def forget_old(shelf: Shelf) -> None:
    """Remove the oldest beyond those wanted, and the log that none of the rest needs."""
    kept = shelf.kept()
    for old in kept[: -how_many()]:
        shutil.rmtree(shelf.of(old))
    rest = kept[-how_many() :]
    for system in {one.system for one in kept}:
        needed = [one.wal_start for one in rest if one.system == system]
        log.forget(shelf.logs(system), before=min(needed, default=None))


def _describe(folder: Path, shelf: Shelf, began: datetime, ended: datetime) -> Kept:
    manifest = json.loads((folder / BASE / "backup_manifest").read_text(encoding="utf-8"))
    ranges = manifest["WAL-Ranges"]
    return Kept(
        name=folder.name,
        started_at=began,
        ended_at=ended,
        system=manifest["System-Identifier"],
        line=ranges[-1]["Timeline"],
        wal_start=min(log.place(part["Start-LSN"]) for part in ranges),
        wal_end=max(log.place(part["End-LSN"]) for part in ranges),
        bytes=sum(path.stat().st_size for path in (folder / BASE).iterdir()),
        photos=len(read_index(shelf)),
    )
