"""One kept-alive HTTP connection to the loopback: as little work as possible between two requests.

The driver shares the machine with what it measures, so headers are looked at only where the answer's end needs it."""

import re
import socket
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
ENDS_LINE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
AT_ONCE = 262_144


class BrokenOff(OSError):
    """The other side closed before its answer was whole."""


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes


class Line:
    """A connection that opens at the first request, and again after the other side closed it."""

    def __init__(self, port: int, patience: float) -> None:
        self.port = port
        self.patience = patience
        self._socket: socket.socket | None = None
        self._rest = b""

    def ask(self, request: bytes) -> Answer:
        """Sends a whole request and reads its whole answer. OSError where none came within `patience` seconds."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self.port), self.patience)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request)
            return self._answer()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _answer(self) -> Answer:
        head = self._until(b"\r\n\r\n")
        if found := LENGTH.search(head):
            body = self._exactly(int(found[1]))
        elif CHUNKED.search(head):
            body = self._chunks()
        else:
            body = b""
        if ENDS_LINE.search(head):
            self.close()
        return Answer(int(head[9:12]), head, body)

    def _chunks(self) -> bytes:
        parts = []
        while size := int(self._until(b"\r\n"), 16):
            parts.append(self._exactly(size))
            self._until(b"\r\n")
        self._until(b"\r\n")
        return b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        while (at := self._rest.find(mark)) < 0:
            self._more()
        found, self._rest = self._rest[:at], self._rest[at + len(mark) :]
        return found

    def _exactly(self, size: int) -> bytes:
        parts, held = [self._rest], len(self._rest)
        while held < size:
            self._rest = b""
            self._more()
            parts.append(self._rest)
            held += len(self._rest)
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]

    def _more(self) -> None:
        got = self._socket.recv(AT_ONCE) if self._socket else b""
        if not got:
            raise BrokenOff("the server closed the connection in the middle of an answer")
        self._rest += got
