"""One embedded server and its shared life: who starts it, who watches it, who stops it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from jujiao.kernel.machine.postgres import cluster, configuration, locks, pidfile
from jujiao.kernel.machine.postgres.errors import ServerFailed
from jujiao.kernel.machine.postgres.places import Places, settle

START_SECONDS = 60
"""How long a start may take, with the recovery after a crash and with an old server's children still leaving."""

STOP_SECONDS = 20
"""How long a server may take to end politely."""

LARGEST_LOG = 10_000_000
"""Bytes; a longer log is put aside at the next start."""

STILL_LEAVING = ("is still in use", "Is another postmaster")
"""What a start says while children of the server before it are alive. They need some two seconds."""


class Server:
    """The server whose data lie under `home`. Nothing happens before it is used.

    `durable=False` is for tests: quicker, and not to be trusted with anything after the machine loses power.
    `patience` is how many seconds a start may take.
    """

    def __init__(self, home: Path, *, durable: bool = True, patience: float = START_SECONDS) -> None:
        self.home = home.resolve()
        self.durable = durable
        self.patience = patience
        self._presence = locks.Presence(self.home / "users.lock")
        self._child: subprocess.Popen[bytes] | None = None

    @cached_property
    def places(self) -> Places:
        """Its account and folders, settled at the first use."""
        return settle(self.home)

    @property
    def pid(self) -> int | None:
        """The number of the server's process, None while there is none."""
        found = self._postmaster()
        return found.pid if found else None

    def url(self, database: str = configuration.OWNER) -> str:
        """The address of a database, for DATABASE_URL. It holds no secret."""
        return f"postgresql:///{database}?host={quote(str(self._socket()))}&user={configuration.OWNER}"

    @property
    def socket(self) -> str:
        """The folder of its socket: the host name for its programs."""
        return str(self._socket())

    @contextmanager
    def in_use(self) -> Iterator["Server"]:
        """Use the server: started or joined on entering, stopped on leaving if nobody else uses it."""
        self.enter()
        try:
            yield self
        finally:
            self.leave()

    def enter(self) -> None:
        """Become a user of the server, and have it running. ServerFailed where it does not start."""
        with self._alone():
            self._presence.enter()
            try:
                self._have_it_running()
            except BaseException:
                if self._presence.leave():
                    self._stop()
                raise

    def leave(self) -> None:
        """Stop being a user. The last one out stops the server."""
        with self._alone():
            if self._presence.leave():
                self._stop()

    def ensure(self) -> bool:
        """Start the server if it is gone. True when it was. For the user who watches over it."""
        if self._postmaster():
            return False
        with self._alone():
            return self._have_it_running()

    def make_database(self, name: str) -> None:
        """Make one more database where it is missing. For users of the server."""
        with self._alone(), self._connect() as connection:
            cluster.make_database(connection, name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One starts or stops at a time; the others wait."""
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            gate = (self.home / "start.lock").open("a")
        except OSError as denied:  # of another account, no folder, or a disk that takes nothing
            told = f"{denied.filename} cannot be written: {denied.strerror}. Set JUJIAO_HOME to a folder of your own."
            raise ServerFailed(told) from denied
        with locks.exclusive(gate):
            yield

    def _have_it_running(self) -> bool:
        """Have a server that answers and holds our database. True when it was started for that."""
        cluster.make_data(self.places, durable=self.durable)
        started = not self._postmaster() and _until(START_SECONDS, self._start)
        self._wait_for_answer()
        with self._connect() as connection:
            cluster.make_role(connection)
            cluster.make_database(connection, configuration.OWNER)
        return started

    def _start(self) -> bool:
        """Start the server and wait until it answers. False when the one before it is still leaving."""
        if self._postmaster():
            return True  # started by somebody who was killed a moment later
        places, log = self.places, self.places.log
        pidfile.forget_stale(places.data, places.socket)
        configuration.write(places, durable=self.durable)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        begin = log.stat().st_size if log.exists() else 0
        command = [str(places.programs / "postgres"), "-D", str(places.data)]
        self._child = places.account.start(command, log=log, environment=cluster.environment())
        try:
            self._wait_for_answer()
        except ServerFailed:
            if any(words in self._log()[begin:].decode(errors="replace") for words in STILL_LEAVING):
                return False
            raise
        return True

    def _wait_for_answer(self) -> None:
        if not _until(self.patience, self._answers):
            raise self._failed(f"PostgreSQL did not answer within {self.patience:.0f} s")

    def _answers(self) -> bool:
        """Whether the server takes connections yet. ServerFailed when it has ended instead."""
        ended = not self._postmaster() if self._child is None else self._child.poll() is not None
        if ended:
            raise self._failed("PostgreSQL did not start")
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _stop(self) -> None:
        """End the server: politely, then at once."""
        for request, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS)):
            pid = self._process()
            if pid:
                os.kill(pid, request)
                _until(seconds, lambda: not self._process())

    def _process(self) -> int | None:
        """The server's process, also while it has not yet written down that it is there."""
        found = self._postmaster()
        return found.pid if found else self._child.pid if self._child else None

    def _connect(self) -> psycopg.Connection:
        user, host = configuration.SUPERUSER, str(self._socket())
        return psycopg.connect(host=host, user=user, dbname="postgres", connect_timeout=5, autocommit=True)

    def _postmaster(self) -> pidfile.Postmaster | None:
        if self._child and self._child.poll() is not None:  # which also reaps it, else its number would seem alive
            self._child = None
        return pidfile.running(self.places.data)

    def _socket(self) -> Path:
        found = self._postmaster()
        return found.socket if found and found.socket else self.places.socket

    def _log(self) -> bytes:
        return self.places.log.read_bytes() if self.places.log.exists() else b""

    def _failed(self, what: str) -> ServerFailed:
        last = self._log().decode(errors="replace").splitlines()[-8:]
        return ServerFailed("\n".join([f"{what}. The end of {self.places.log}:", *last]))


def _until(seconds: float, true: Callable[[], bool]) -> bool:
    """Ask again and again until it is true; False when it does not become so in that time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
