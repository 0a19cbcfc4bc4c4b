"""What the product writes is read by its own account alone: it holds people's names, photos and the secret key."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from jujiao.kernel.machine.paths import HOME

OTHERS: Final = 0o077
"""Every right of the group and of everybody else."""

PUBLIC: Final = frozenset({"assets", "bootstrap", "static"})
"""Programs and files of the pages: there is nothing in them, and the launcher makes them anew."""

FOREIGN: Final = frozenset({"postgres", "postgres-test"})
"""PostgreSQL sees to its own folders, which may belong to another account."""


def keep_private() -> None:
    """For the start of every process: new files are ours alone, and what an earlier version left open is closed."""
    os.umask(OTHERS)
    with suppress(OSError):  # whoever needs the folder says what is wrong
        HOME.mkdir(parents=True, exist_ok=True)
        close(HOME)


def close(folder: Path) -> None:
    """Take a folder of ours, and all in it, from others. One that is closed already is left: a start walks over the
    photos of years once."""
    found = folder.stat()
    if found.st_uid != os.geteuid() or not found.st_mode & OTHERS:
        return
    for each in folder.iterdir():
        if each.name not in PUBLIC | FOREIGN:
            _take(each)
    # Last: a walk that was broken off is begun again.
    folder.chmod(found.st_mode & 0o700)


def _take(path: Path) -> None:
    if path.is_symlink():
        return
    with suppress(PermissionError, FileNotFoundError):
        if path.is_dir():
            for each in path.iterdir():
                _take(each)
        path.chmod(path.stat().st_mode & 0o700)
