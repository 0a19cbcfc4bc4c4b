"""The log's files: segments of 16 MB named by line of history and place, and a `.history` for each later line."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

SEGMENT_BYTES = 16 * 1024 * 1024
SEGMENT = re.compile(r"([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(\.partial)?$")
HISTORY = re.compile(r"([0-9A-F]{8})\.history$")


def place(text: str) -> int:
    """A place in the log, as PostgreSQL writes it (`1/6B374D848`), in bytes."""
    high, low = text.split("/")
    return (int(high, 16) << 32) + int(low, 16)


def begins(name: str) -> int | None:
    """Where a segment begins, in bytes; None for what is no segment."""
    found = SEGMENT.match(name)
    return (int(found[2], 16) << 32) + int(found[3], 16) * SEGMENT_BYTES if found else None


def forget(folders: Iterable[Path], *, before: int | None) -> None:
    """Remove the segments that end before a place; all where it is None. Histories are small and stay."""
    for folder in folders:
        for path in folder.iterdir():
            at = begins(path.name)
            if at is not None and (before is None or at + SEGMENT_BYTES <= before):
                path.unlink()


def gather(folders: Iterable[Path], target: Path, *, start: int) -> int:
    """Copy all that a recovery from `start` may need; returns how many segments. Whole ones win over partial ones."""
    chosen: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            at = begins(path.name)
            name = path.name.removesuffix(".partial")
            wanted = HISTORY.match(path.name) or (at is not None and at + SEGMENT_BYTES > start)
            if wanted and (name not in chosen or chosen[name].name.endswith(".partial")):
                chosen[name] = path
    for name, path in chosen.items():
        shutil.copyfile(path, target / name)
    return sum(1 for name in chosen if SEGMENT.match(name))


def branches(folders: Iterable[Path]) -> dict[int, int]:
    """Where the newest line of history left each of the lines before it: its number, and the place in bytes."""
    histories = sorted((path for folder in folders for path in folder.glob("*.history")), key=lambda path: path.name)
    left: dict[int, int] = {}
    for words in map(str.split, histories[-1].read_text(encoding="utf-8").splitlines() if histories else ()):
        if words and words[0].isdigit():
            left[int(words[0])] = place(words[1])
    return left
