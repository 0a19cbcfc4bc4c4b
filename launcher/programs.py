"""Running other programs, and hearing only what matters of them."""

import os
import subprocess
from typing import Mapping, Optional, Sequence

from jujiao.kernel.machine.stopping import end_with_parent
from launcher.trouble import Trouble

LAST_LINES = 30


def answer(command: Sequence[str]) -> Optional[str]:
    """What a program answers, or None where it is missing or fails: a shim of pyenv may exist and not run."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None


def run(command: Sequence[str], what: str, environment: Optional[Mapping[str, str]] = None) -> None:
    """Run a program to its end. Trouble, with the last that it said, where it fails."""
    merged = {**os.environ, **(environment or {})}
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=merged,
            check=False,
            preexec_fn=end_with_parent,
        )
    except OSError as error:
        raise Trouble(f"{what}: {command[0]} does not run ({error}).") from error
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace").splitlines()[-LAST_LINES:]
        raise Trouble("\n".join([f"{what} failed ({' '.join(command)}):", *said]))
