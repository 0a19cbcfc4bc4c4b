"""File locks. The kernel drops them with the process that holds them, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def exclusive(file: IO[str]) -> Iterator[None]:
    """Wait until nobody else holds this file, then hold it; closed at the end."""
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Presence:
    """Being one of several users of something; only the last to leave learns that it was the last.

    To be entered and left while holding an `exclusive` lock, so that nobody enters while the last one leaves.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def enter(self) -> None:
        """Become a user; others may be users too."""
        self._file = self._path.open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop being a user. True when no user is left."""
        assert self._file is not None, "left without having entered"
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            self._file.close()
            self._file = None
