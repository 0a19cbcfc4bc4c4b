"""Remembering what something was made from, so that it is made again only when that has changed."""

import hashlib
from pathlib import Path


def fingerprint(*parts: object) -> str:
    """One short mark of texts and of the contents of files."""
    mark = hashlib.sha256()
    for part in parts:
        mark.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
        mark.update(b"\0")
    return mark.hexdigest()


def fresh(stamp: Path, made_from: str) -> bool:
    """Whether what the stamp stands for was made from just this."""
    return stamp.exists() and stamp.read_text().strip() == made_from


def put(stamp: Path, made_from: str) -> None:
    """Note what it was made from. To be called last, when it is complete."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from + "\n")
