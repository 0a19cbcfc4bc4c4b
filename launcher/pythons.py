"""Finding a Python that the product can run on, among those that the machine has. None is ever downloaded."""

import os
import sys
from pathlib import Path
from typing import Iterator, NamedTuple, Optional, Tuple

from launcher.programs import answer

OLDEST = (3, 12)
PREFERRED = ((3, 13), (3, 12), (3, 14))
ASK = "import sys; print(*sys.version_info[:2], getattr(sys, '_base_executable', None) or sys.executable, sep='|')"

KEEPERS = (
    ("PYENV_ROOT", "~/.pyenv", "versions/*/bin/python3"),
    ("ASDF_DATA_DIR", "~/.asdf", "installs/python/*/bin/python3"),
    ("MISE_DATA_DIR", "~/.local/share/mise", "installs/python/*/bin/python3"),
    ("UV_PYTHON_INSTALL_DIR", "~/.local/share/uv/python", "*/bin/python3"),
)
"""Where version managers keep Pythons that are installed and not selected: variable, usual place, pattern."""


class Python(NamedTuple):
    """An interpreter that runs."""

    version: Tuple[int, int]
    path: str


def find() -> Optional[Python]:
    """The best Python at hand, by its full path: uv asked for a mere version would turn to the network."""
    best: Optional[Python] = None
    for candidate in _candidates():
        found = examine(candidate)
        if found and found.version >= OLDEST and (best is None or _rank(found) < _rank(best)):
            best = found
            if best.version == PREFERRED[0]:
                break
    return best


def examine(command: str) -> Optional[Python]:
    """Ask an interpreter for its version and its own place; None where it does not run."""
    said = answer([command, "-c", ASK])
    if not said or said.count("|") != 2:
        return None
    major, minor, path = said.split("|")
    return Python((int(major), int(minor)), path)


def _rank(python: Python) -> int:
    return PREFERRED.index(python.version) if python.version in PREFERRED else len(PREFERRED)


def _candidates() -> Iterator[str]:
    """Those by name first, then those that version managers keep, newest first."""
    yield from (f"python{major}.{minor}" for major, minor in PREFERRED)
    yield "python3"
    yield sys.executable
    for variable, usual, pattern in KEEPERS:
        folder = Path(os.path.expanduser(os.environ.get(variable) or usual))  # Path.expanduser raises without a home
        yield from (str(path) for path in sorted(folder.glob(pattern), reverse=True))
