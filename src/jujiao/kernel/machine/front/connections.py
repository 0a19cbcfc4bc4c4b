"""Closes connections that are too many: of one address, or of all. The server itself only counts them."""

import asyncio
import os
import resource
import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jujiao.kernel.machine.client_address import counted_as, normal
from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.tally import Tally

SPARE = 256
"""Files that a process needs beside its connections."""

FILES = next((place for place in (Path("/proc/self/fd"), Path("/dev/fd")) if place.is_dir()), None)

type Peer = tuple[str, int]


def room() -> int:
    """How many connections a process of ours can hold here."""
    return max(64, min(bounds.CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE))


def raise_the_limit() -> None:
    """Lets this process and those that it starts open as many files as the system allows any."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Connections:
    """The connections of this process. One without a request is idle: a head that does not come, an answer that
    nobody fetches, or a browser that may ask again. Of those the longest idle go, where there are too many.

    `each` bounds the idle ones of one address; None where all come through one proxy."""

    def __init__(self, *, each: int | None) -> None:
        self.each = each
        self.working: set[Peer] = set()
        self.idle_since: dict[Peer, float] = {}
        self.listening: frozenset[int] = frozenset()

    @contextmanager
    def at_work(self, host: str, port: int) -> Iterator[None]:
        """A request that came from there is being answered."""
        self.working.add((host, port))
        try:
            yield
        finally:
            self.working.discard((host, port))

    async def watch(self, tally: Tally) -> None:
        """Looks again and again, for ever, and tells what was refused meanwhile."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(bounds.LOOK_SECONDS)
            tally.tell(closed=self.look(loop.time()))

    def look(self, now: float) -> int:
        """Closes what is too much; how many connections that were."""
        files = [int(file.name) for file in FILES.iterdir()] if FILES else []
        if self.listening and len(files) <= bounds.IDLE_FROM_ONE:  # so few that none can be too many
            self.idle_since = {}
            return 0
        sockets = list(_sockets(files))
        try:
            return self._close(sockets, now)
        finally:
            for each in sockets:
                each.close()

    def _close(self, sockets: list[socket.socket], now: float) -> int:
        ours = self._connected(sockets)
        idle = {peer: line for peer, line in ours.items() if peer not in self.working}
        self.idle_since = {peer: self.idle_since.get(peer, now) for peer in idle}
        by_age = sorted(idle, key=self.idle_since.__getitem__)
        spare = len(ours) - int(room() * bounds.IDLE_SHARE)
        closing = dict.fromkeys(by_age[: max(0, spare)])
        if self.each is not None:
            of_one: dict[str, list[Peer]] = defaultdict(list)
            for peer in by_age:
                of_one[counted_as(normal(peer[0]))].append(peer)
            for peers in of_one.values():
                closing |= dict.fromkeys(peers[: max(0, len(peers) - self.each)])
        for peer in closing:
            with suppress(OSError):
                idle[peer].shutdown(socket.SHUT_RDWR)  # the server sees its end, and lets it go
        return len(closing)

    def _connected(self, sockets: list[socket.socket]) -> dict[Peer, socket.socket]:
        """Those that came in at the port that this process listens on."""
        if not self.listening:
            ports = [each for each in sockets if each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)]
            for port in ports:
                _give_up_unread(port)
            self.listening = frozenset(port.getsockname()[1] for port in ports)
        found = {}
        for each in sockets:
            with suppress(OSError):  # it ended meanwhile, or only listens
                if each.getsockname()[1] in self.listening:
                    host, port, *_more = each.getpeername()
                    found[host, port] = each
        return found


def _sockets(files: Iterable[int]) -> Iterator[socket.socket]:
    """A handle of our own on each socket of the internet among these files: the number itself may soon mean another."""
    for file in files:
        try:
            copy = os.dup(file)
        except OSError:
            continue
        try:
            each = socket.socket(fileno=copy)
        except OSError:  # no socket
            os.close(copy)
            continue
        if each.family in {socket.AF_INET, socket.AF_INET6} and each.type == socket.SOCK_STREAM:
            yield each
        else:
            each.close()


def _give_up_unread(port: socket.socket) -> None:
    """What is accepted here ends when what was sent stays unfetched for long. Linux only; elsewhere it just counts."""
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        port.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, bounds.UNREAD_SECONDS * 1000)
