"""Copies of the photos. A photo never changes once it is whole, so each is copied once and then only checked."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jujiao.kernel.machine.backup.shelf import Shelf

OVERLAP = 60.0
"""Seconds: a folder changed so shortly before the last look is looked at again, for a photo that was half written."""


@dataclass(frozen=True)
class Entry:
    """One photo of the index. `written` is when the original was written, in nanoseconds since 1970."""

    sha256: str
    written: int
    size: int
    path: str


class Copier:
    """Copies what is new in a media folder to the shelf; looks only into folders that changed since it looked last."""

    def __init__(self, media: Path, shelf: Shelf) -> None:
        self.media = media
        self.shelf = shelf
        self._looked = 0.0

    def copy_new(self) -> int:
        """Copies what the shelf does not have; returns how many photos that were."""
        if not self.media.is_dir():
            return 0
        known = read_index(self.shelf) if self._looked == 0 else {}
        since, latest, copied = self._looked - OVERLAP, self._looked, 0
        for folder, changed in _folders(self.media):
            latest = max(latest, changed)
            if changed >= since:
                copied += sum(self._copy(found, known) for found in sorted(folder.iterdir()) if found.is_file())
        self._looked = latest
        return copied

    def _copy(self, source: Path, known: dict[str, Entry]) -> bool:
        name = source.relative_to(self.media).as_posix()
        target = self.shelf.photos / name
        stat = source.stat()
        entry = known.get(name)
        if target.exists() and target.stat().st_size == stat.st_size and (entry or not known):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        content = source.read_bytes()
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
        line = f"{hashlib.sha256(content).hexdigest()} {stat.st_mtime_ns} {len(content)} {name}\n"
        with self.shelf.index.open("a", encoding="utf-8") as file:
            file.write(line)
        return True


def read_index(shelf: Shelf) -> dict[str, Entry]:
    """The index by path; of two lines about one photo the later one counts."""
    if not shelf.index.exists():
        return {}
    found = {}
    for line in shelf.index.read_text(encoding="utf-8").splitlines():
        sha256, written, size, path = line.split(" ", 3)
        found[path] = Entry(sha256, int(written), int(size), path)
    return found


def damaged(shelf: Shelf) -> list[str]:
    """The photos whose copies are missing or do not have the checksum of the index."""
    return [entry.path for entry in read_index(shelf).values() if _sha256(shelf.photos / entry.path) != entry.sha256]


def put_back(shelf: Shelf, media: Path, *, until: int | None) -> int:
    """Puts the photos written up to `until` (nanoseconds since 1970) where they are missing; returns how many."""
    count = 0
    for entry in read_index(shelf).values():
        target = media / entry.path
        if (until is not None and entry.written > until) or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shelf.photos / entry.path, target)
        os.utime(target, ns=(entry.written, entry.written))
        count += 1
    return count


def _folders(root: Path) -> Iterator[tuple[Path, float]]:
    for folder, _folders_below, _files in os.walk(root):
        yield Path(folder), Path(folder).stat().st_mtime


def _sha256(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
