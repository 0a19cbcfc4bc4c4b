"""Getting the peer: its packages as pinned, in an environment of its own below the product's home.

It is kept for the next run."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from jujiao.kernel.machine.paths import HOME

LOCK = Path(__file__).with_name("requirements.lock")
WAIT_SECONDS = 300
ENVIRONMENT = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "UV_SYSTEM_CERTS": "1", "VIRTUAL_ENV": ""}
LAST_LINES = 3


class PeerMissing(Exception):
    """The peer cannot be had here; the text says why."""


def installed() -> str:
    """The peer's Python. PeerMissing where its packages cannot be had."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(HOME / "bootstrap" / "bin"))
    if uv is None:
        raise PeerMissing("uv is not there to install it")
    mark = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = HOME / "bench" / f"peer-{mark}"
    python = folder / "bin" / "python"
    done = folder / "complete"
    if not done.exists():
        _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
        _run([uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes", "-r", str(LOCK)])
        done.touch()
    return str(python)


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerMissing(f"its packages could not be installed ({type(error).__name__})") from error
    if done.returncode != 0:
        raise PeerMissing("its packages could not be installed: " + " ".join(done.stdout.splitlines()[-LAST_LINES:]))
