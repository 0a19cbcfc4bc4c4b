"""A small disk in memory that a drill can fill. Only root may make one, and not everywhere."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1024 * 1024


@dataclass
class Disk:
    """A disk of so many megabytes."""

    megabytes: int
    place: Path | None = None

    @contextmanager
    def mounted(self, place: Path) -> Iterator[None]:
        """Lies at `place` while inside."""
        _mount(self.megabytes, place)
        self.place = place
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)

    def fill(self) -> None:
        """Fill it to the last byte."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while file.write(b"x" * CHUNK):
                pass

    def empty(self) -> None:
        """Give the space back."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        if self.place is None:
            raise RuntimeError("the disk is not mounted")
        return self.place / "ballast"


def possible() -> bool:
    """Whether such a disk can be made here."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        try:
            with Disk(1).mounted(Path(place)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _mount(megabytes: int, place: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(place)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
