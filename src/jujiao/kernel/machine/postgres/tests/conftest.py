"""Servers of their own for the tests of the supervisor, and people who use one and get killed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.postgres import Server, pidfile

USER = """
import sys
from pathlib import Path
from jujiao.kernel.machine.postgres import Server, pidfile
with Server(Path(sys.argv[1])).in_use() as server:
    print(server.pid, flush=True)
    sys.stdin.read()
"""


class User:
    """Another process that uses the server until it is told to leave, or is killed."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", USER, str(home)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def server_pid(self) -> int:
        """The number of the server that it uses, once it does."""
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def leave(self) -> None:
        """Leave in good order."""
        self.process.communicate(timeout=30)
        assert self.process.returncode == 0

    def kill(self) -> None:
        """End without a chance to put anything in order."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Where a server may keep its things; whatever runs there at the end is ended."""
    place = tmp_path / "it's a home"
    yield place
    left = Server(place)
    if left.pid:
        os.kill(left.pid, signal.SIGQUIT)
    shutil.rmtree(left.places.socket)  # may lie apart, where the path of the test's folder is long


@pytest.fixture
def server(home: Path) -> Server:
    """A server that nobody uses yet."""
    return Server(home)


@pytest.fixture
def user(home: Path) -> Iterator[Callable[[], User]]:
    """Call it for one more process that uses the same server."""
    users: list[User] = []

    def come() -> User:
        users.append(User(home))
        return users[-1]

    yield come
    for each in users:
        if each.process.poll() is None:
            each.kill()


def connect(server: Server) -> psycopg.Connection:
    """A connection as the product's own role."""
    return psycopg.connect(server.url(), connect_timeout=5, autocommit=True)


def backend(connection: psycopg.Connection) -> int:
    """The number of the server's process behind a connection, as this process sees it."""
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    assert row
    return int(row[0])


def kill(pid: int | None) -> None:
    """kill -9, and wait until the process is really gone."""
    assert pid
    os.kill(pid, signal.SIGKILL)
    while pidfile.command_line(pid):
        pass
