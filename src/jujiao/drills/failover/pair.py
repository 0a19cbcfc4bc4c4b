"""A primary and its standby, which change their parts whenever the primary dies."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import psycopg

from jujiao.drills.stage import until
from jujiao.kernel.machine.postgres import Server
from jujiao.kernel.machine.postgres.cluster import environment
from jujiao.kernel.machine.postgres.configuration import SUPERUSER

COPY_SECONDS = 60.0


class Pair:
    """Two servers on this machine. `primary` runs; the other is made a standby, is promoted, and so on."""

    def __init__(self, primary: Server, standby: Server, *, synchronous: bool) -> None:
        self.primary = primary
        self.standby = standby
        self.synchronous = synchronous
        self.used = {primary}

    def make_standby(self) -> None:
        """Copies the primary to the other one, starts that, and from then on waits for it at each commit."""
        places = self.standby.places
        shutil.rmtree(places.data, ignore_errors=True)
        places.account.own(places.data)
        source = f"host={self.primary.places.socket} user={SUPERUSER} application_name=standby"
        command = [str(places.programs / "pg_basebackup"), "--dbname", source, "--pgdata", str(places.data)]
        command += ["--write-recovery-conf", "--checkpoint", "fast", "--no-sync"]
        copied = places.account.run(command, environment=environment())
        if copied.returncode:
            raise RuntimeError(f"pg_basebackup failed: {copied.stdout}")
        if self.standby in self.used:
            self.standby.ensure()
        else:
            self.standby.enter()
            self.used.add(self.standby)
        self._set(self.standby, "")  # once promoted it has nobody to wait for
        until(COPY_SECONDS, lambda: self._sender() is not None, "the standby does not follow")
        if self.synchronous:
            self._set(self.primary, "*")
            until(COPY_SECONDS, self._waits, "the primary does not wait for the standby")

    def cut(self) -> None:
        """The primary sends nothing any more."""
        sender = self._sender()
        if sender:
            os.kill(sender, signal.SIGSTOP)

    def cancel_waits(self) -> int:
        """Somebody has no patience with commits that wait for the standby; how many they were."""
        question = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        with _connect(self.primary) as connection:
            return len(connection.execute(question).fetchall())

    def kill_primary(self) -> None:
        """kill -9 to all of the primary's processes."""
        pid = self.primary.pid
        if pid is None:
            raise RuntimeError("the primary died by itself")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for process in (pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until(20, lambda: self.primary.pid is None, "the primary does not die")

    def promote(self) -> None:
        """The standby becomes the primary, as an operator would have it by `pg_ctl promote`."""
        with _connect(self.standby) as connection:
            connection.execute("SELECT pg_promote(wait => true)")
        self.primary, self.standby = self.standby, self.primary

    def end(self) -> None:
        """Stops the server that the drill brought; the stage sees to its own."""
        for server in self.used:
            pid = server.pid
            if pid:
                os.kill(pid, signal.SIGQUIT)

    def _sender(self) -> int | None:
        """The primary's process that sends to the standby, once that keeps up."""
        with _connect(self.primary) as connection:
            row = connection.execute("SELECT pid FROM pg_stat_replication WHERE state = 'streaming'").fetchone()
        return int(row[0]) if row else None

    def _waits(self) -> bool:
        with _connect(self.primary) as connection:
            return bool(connection.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'").fetchall())

    def _set(self, server: Server, names: str) -> None:
        with _connect(server) as connection:
            connection.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'".encode())
            connection.execute("SELECT pg_reload_conf()")


def _connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.places.socket), user=SUPERUSER, dbname="postgres", connect_timeout=5, autocommit=True
    )
