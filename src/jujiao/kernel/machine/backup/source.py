"""The database that is backed up: its identity, and the slot that holds its log until we have it."""

import os
import subprocess
from functools import cache
from pathlib import Path

import psycopg

from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.machine.postgres import Server, binaries, cluster, configuration

SLOT = "jujiao_backup"

EXTERNAL = (
    "DATABASE_URL names a PostgreSQL of your own: its base backups and its log are its administrator's to keep "
    "(pg_basebackup and pg_receivewal, with a role that has REPLICATION; or pgBackRest, Barman). "
    "Jujiao backs up the embedded one. The photos lie in JUJIAO_HOME/media."
)


def embedded() -> Server | None:
    """The embedded server, None where DATABASE_URL names another one."""
    if not (HOME / "postgres").is_dir():
        return None
    server = _server(HOME / "postgres")
    address = os.environ.get("DATABASE_URL")
    return server if not address or address.partition("?")[2] == server.url().partition("?")[2] else None


@cache
def _server(home: Path) -> Server:
    """Once for a process: finding out as whom the server runs starts programs."""
    return Server(home)


class Source:
    """An embedded server that runs, seen by its programs for backups."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def identity(self) -> tuple[int, int]:
        """The number of the database and of its present line of history (timeline)."""
        with self._connect() as connection:
            found = connection.execute(
                "SELECT (SELECT system_identifier FROM pg_control_system()), "
                "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int"
            ).fetchall()
        return int(found[0][0]), int(found[0][1])

    def hold_log(self) -> bool:
        """Have the server keep its log until it was received. True when that began anew, as after a gap."""
        with self._connect() as connection:
            found = connection.execute(
                "SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s", [SLOT]
            ).fetchone()
            if found and found[0] != "lost":
                return False
            if found:
                connection.execute("SELECT pg_drop_replication_slot(%s)", [SLOT])
            connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [SLOT])
        return True

    def receiving(self, folder: Path) -> list[str]:
        """The command that receives the log into a folder, for as long as it runs."""
        arguments = ["--directory", str(folder), "--slot", SLOT, "--status-interval", "1", "--no-password"]
        return [program("pg_receivewal"), *self._address(), *arguments]

    def copy(self, folder: Path) -> None:
        """Make a base backup that stands by itself: the log of its own time is in it."""
        arguments = ["--pgdata", str(folder), "--format", "tar", "--compress", "client-gzip:1", "--no-password"]
        arguments += ["--wal-method", "stream", "--checkpoint", "fast", "--manifest-checksums", "SHA256"]
        run([program("pg_basebackup"), *self._address(), *arguments], "The base backup")

    def _address(self) -> list[str]:
        return ["--host", self.server.socket, "--username", configuration.SUPERUSER]

    def _connect(self) -> psycopg.Connection:
        user = configuration.SUPERUSER
        return psycopg.connect(host=self.server.socket, user=user, dbname="postgres", autocommit=True)


def program(name: str) -> str:
    """A program for backups that came with the server."""
    path = binaries.programs() / name
    if not path.exists():
        raise BackupFailed(f"{name} did not come with the embedded PostgreSQL.")
    return str(path)


def run(command: list[str], what: str) -> None:
    """Run a program to its end; BackupFailed with what it said where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env=cluster.environment(), check=False)
    if done.returncode != 0:
        raise BackupFailed(f"{what} failed: {(done.stderr or done.stdout).strip()[-800:]}")
