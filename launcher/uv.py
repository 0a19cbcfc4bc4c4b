"""Getting uv, which makes the environment. The system is left as it is."""

import os
import shutil
import sys
import zipfile
from typing import List, Optional

from jujiao.kernel.machine.paths import HOME
from launcher.programs import answer, run
from launcher.trouble import Trouble

BOOTSTRAP = HOME / "bootstrap"
OWN = BOOTSTRAP / "bin" / "uv"

ENVIRONMENT = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "UV_SYSTEM_CERTS": "1", "VIRTUAL_ENV": ""}
"""For every call of uv: it must not fetch a Python, must trust whom the machine trusts, and must not take another
environment for ours."""


def find() -> Optional[str]:
    """A uv that runs: the machine's, else the one that we fetched."""
    for candidate in (shutil.which("uv"), str(OWN)):
        if candidate and answer([candidate, "--version"]):
            return candidate
    return None


def get(python: str) -> str:
    """A uv that runs, fetched from the package index where the machine has none. Trouble where that fails."""
    found = find()
    if found:
        return found
    failures: List[str] = []
    for way in (_by_environment, _by_wheel):
        for interpreter in (python, sys.executable):
            try:
                way(interpreter)
            except Trouble as trouble:
                failures.append(str(trouble))
            if answer([str(OWN), "--version"]):
                return str(OWN)
    raise Trouble("uv could not be fetched; install it (https://docs.astral.sh/uv) and try again.\n" + failures[-1])


def _by_environment(python: str) -> None:
    """Install it into an environment of its own."""
    shutil.rmtree(BOOTSTRAP, ignore_errors=True)
    run([python, "-m", "venv", str(BOOTSTRAP)], "Making an environment for uv")
    run([str(BOOTSTRAP / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"], "Fetching uv")


def _by_wheel(python: str) -> None:
    """Fetch its package and take the program out, where Python came without venv (Debian splits it off)."""
    shutil.rmtree(BOOTSTRAP, ignore_errors=True)
    run([python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(BOOTSTRAP), "uv"], "Fetching uv")
    for wheel in BOOTSTRAP.glob("uv-*.whl"):
        with zipfile.ZipFile(str(wheel)) as archive:
            for name in archive.namelist():
                if name.endswith("/scripts/uv"):
                    _unpack(archive.read(name))


def _unpack(program: bytes) -> None:
    OWN.parent.mkdir(parents=True, exist_ok=True)
    OWN.write_bytes(program)
    os.chmod(str(OWN), 0o755)
