"""Connections without a request are closed where they are too many, the oldest first."""

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from jujiao.kernel.machine.front import bounds, connections
from jujiao.kernel.machine.front.connections import Connections

type Line = tuple[socket.socket, socket.socket]


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A port that this process listens at; every number of files is looked at."""
    monkeypatch.setattr(bounds, "IDLE_FROM_ONE", 0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def opened(port: socket.socket, address: str = "127.0.0.1") -> Line:
    """The ends of a new connection: the client's, and ours."""
    client = socket.create_connection(port.getsockname(), 5, source_address=(address, 0))
    return client, port.accept()[0]


def ended(lines: list[Line]) -> list[bool]:
    """Which of them were closed."""
    found = []
    for client, _ours in lines:
        client.settimeout(0)
        with suppress(BlockingIOError):
            found.append(client.recv(1) == b"")
            continue
        found.append(False)
    return found


def looked(here: Connections, port: socket.socket, now: float) -> int:
    here.listening = frozenset({port.getsockname()[1]})
    return here.look(now)


def test_of_one_address_the_oldest_idle_ones_go(port: socket.socket) -> None:
    here = Connections(each=2)
    first = [opened(port), opened(port)]
    other = [opened(port, "127.0.0.2")]
    assert looked(here, port, 1.0) == 0
    later = [opened(port) for _number in range(2)]
    with here.at_work(*first[0][0].getsockname()):
        assert looked(here, port, 2.0) == 1
    assert (ended(first), ended(other), ended(later)) == ([False, True], [False], [False, False])


def test_who_has_a_64_has_one_share(monkeypatch: pytest.MonkeyPatch, port: socket.socket) -> None:
    lines = [opened(port) for _number in range(3)]
    peers = [("2001:db8:0:7::1", 1), ("2001:db8:0:7::2", 2), ("2001:db8:0:8::1", 3)]
    monkeypatch.setattr(
        Connections, "_connected", lambda *_given: {peer: line[1] for peer, line in zip(peers, lines, strict=True)}
    )
    assert looked(Connections(each=1), port, 1.0) == 1
    assert ended(lines) == [True, False, False]


def test_behind_a_proxy_only_the_sum_counts(port: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Connections(each=None)
    lines = [opened(port) for _number in range(4)]
    assert looked(here, port, 1.0) == 0
    monkeypatch.setattr(connections, "room", lambda: 4)
    assert looked(here, port, 2.0) == 1
    assert sum(ended(lines)) == 1


def test_it_finds_the_port_itself_and_has_the_unread_given_up(port: socket.socket) -> None:
    here = Connections(each=2)
    here.look(1.0)
    assert port.getsockname()[1] in here.listening
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        client, ours = opened(port)
        with client, ours:
            kept = ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert kept == bounds.UNREAD_SECONDS * 1000
