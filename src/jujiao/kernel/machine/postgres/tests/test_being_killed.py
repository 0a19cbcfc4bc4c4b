"""kill -9 of each part. What was committed stays, and the next start finds its way."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from jujiao.kernel.machine.postgres import Server
from jujiao.kernel.machine.postgres.tests.conftest import User, backend, connect, kill

Come = Callable[[], User]


def test_the_next_start_adopts_the_server_of_a_killed_supervisor(server: Server, user: Come) -> None:
    killed = user()
    pid = killed.server_pid()
    killed.kill()
    assert server.pid == pid, "the server goes on alone"
    with server.in_use(), connect(server) as connection:
        assert server.pid == pid
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert server.pid is None, "adopted, so stopped by its last user"


def test_a_killed_supervisor_is_no_user_any_more(server: Server, user: Come) -> None:
    with server.in_use():
        killed = user()
        assert killed.server_pid() == server.pid
        killed.kill()
    assert server.pid is None


def test_a_killed_server_is_started_again_with_its_data(server: Server) -> None:
    with server.in_use():
        with connect(server) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 48 AS hours")
        assert server.ensure() is False, "it runs"
        before = server.pid
        kill(before)
        assert server.ensure() is True
        assert server.pid not in {before, None}
        with connect(server) as connection:
            assert connection.execute("SELECT hours FROM kept").fetchone() == (48,)


def test_a_killed_backend_takes_only_its_connections_with_it(server: Server, home: Path) -> None:
    with server.in_use():
        before = server.pid
        with connect(server) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 24 AS hours")
            kill(backend(connection))
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        assert server.ensure() is False, "it heals itself"
        with Server(home).in_use(), connect(server) as connection:  # whoever comes waits for the recovery
            assert server.pid == before
            assert connection.execute("SELECT hours FROM kept").fetchone() == (24,)


def test_a_start_waits_for_the_children_of_the_old_server(server: Server, home: Path) -> None:
    with server.in_use(), connect(server) as connection:
        straggler = backend(connection)
        os.kill(straggler, signal.SIGSTOP)
        kill(server.pid)
        log = server.places.log
        start = threading.Thread(target=Server(home).enter)
        start.start()
        refusals = _read_until(log, "pre-existing shared memory block")
        assert start.is_alive(), "no second server beside the remains of the first"
        os.kill(straggler, signal.SIGCONT)
        start.join(30)
        assert not start.is_alive()
        assert server.pid is not None
        assert "is still in use" in refusals


def _read_until(log: Path, words: str) -> str:
    """Follow a log until it says this; the test's own time limit is the end of patience."""
    with log.open(encoding="utf-8") as file:
        said = ""
        while words not in said or not said.endswith("\n"):
            said += file.read()
        return said
