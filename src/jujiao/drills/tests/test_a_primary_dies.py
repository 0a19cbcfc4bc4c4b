"""The short form of `./jujiao drill failover`: a real primary and its standby, and a row written at the end."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from jujiao.drills.failover.pair import Pair
from jujiao.drills.stage import until
from jujiao.kernel.machine.postgres import Server


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    servers = [Server(tmp_path / name) for name in ("one", "two")]
    servers[0].enter()
    made = Pair(servers[0], servers[1], synchronous=True)
    yield made
    made.end()
    for server in servers:
        until(20, lambda server=server: server.pid is None, "a server stays")
        shutil.rmtree(server.places.socket, ignore_errors=True)


def test_what_a_dead_primary_had_acknowledged_is_at_the_standby(pair: Pair) -> None:
    with psycopg.connect(pair.primary.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    assert _acknowledged_in_the_lag(pair, "synchronous") == []
    assert _there(pair) == []
    pair.synchronous = False
    assert _acknowledged_in_the_lag(pair, "asynchronous") == ["asynchronous"]
    assert _there(pair) == []  # the control: acknowledged, and lost


def _acknowledged_in_the_lag(pair: Pair, word: str) -> list[str]:
    """Writes a word while the standby hears nothing, ends the primary, promotes; the word, if it was acknowledged."""
    pair.make_standby()
    pair.cut()
    acknowledged: list[str] = []

    def write() -> None:
        with suppress(psycopg.Error), psycopg.connect(pair.primary.url(), autocommit=True) as connection:
            connection.execute("INSERT INTO kept VALUES (%s)", [word])
            acknowledged.append(word)

    writing = threading.Thread(target=write)
    writing.start()
    writing.join(1)
    pair.kill_primary()
    writing.join()
    pair.promote()
    return acknowledged


def _there(pair: Pair) -> list[str]:
    with psycopg.connect(pair.primary.url(), autocommit=True) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept")]
