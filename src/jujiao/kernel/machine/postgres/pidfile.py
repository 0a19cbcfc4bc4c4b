"""What a server says of itself in `postmaster.pid`, and whether that is still true."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

SOCKET_LINE = 4


@dataclass(frozen=True)
class Postmaster:
    """A running server: its process, and the folder of its socket as soon as it has one."""

    pid: int
    socket: Path | None


def running(data: Path) -> Postmaster | None:
    """The server that runs on this data folder, or None.

    The file alone proves nothing: after a crash it stays, and its number may since belong to any other process. Only a
    process whose command line is a `postgres` on this very folder counts.
    """
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return None
    command = command_line(pid)
    if not command or Path(command[0]).name != "postgres" or str(data) not in command:
        return None
    said = lines[SOCKET_LINE] if len(lines) > SOCKET_LINE else ""
    return Postmaster(pid, Path(said) if said else None)


def command_line(pid: int) -> list[str]:
    """The words that a process was started with; empty where it is gone or only waits to be reaped."""
    if not Path("/proc/self").exists():  # macOS; there, folders with spaces go unrecognised
        shown = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return shown.stdout.split()
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return []
    return words.rstrip("\0").split("\0") if words else []


def forget_stale(data: Path, socket: Path) -> None:
    """Remove the lock files that no server stands behind, else the number of a stranger would bar the start.

    Children of a dead server that are still leaving are not overlooked by this: PostgreSQL finds them by the shared
    memory segment that bears the data folder's inode number, and refuses to start until they are gone.
    """
    if running(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
        for lock in socket.glob(".s.PGSQL.*.lock"):
            lock.unlink(missing_ok=True)
