"""The manager interface of an Asterisk (AMI): a line protocol over TCP, blocks of "Name: value" between empty lines."""

import socket
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

PATIENCE: Final = 10.0
"""Seconds until a connection stands and the sign-in is answered."""
QUIET: Final = 20.0
"""Seconds without a word after which the other side is asked whether it is there."""
LARGEST: Final = 64 * 1024
"""Bytes of one block; an event has some two kilobytes."""
AT_ONCE: Final = 64 * 1024
EMPTY_LINE: Final = b"\r\n\r\n"
WHAT: Final = "call,agent"
"""The classes of events that say something of rings."""


class NotSignedIn(Exception):
    """The exchange refuses the account or its password."""


class Line:
    """A connection on which one has signed in. OSError where it breaks off, or the other side says nothing any more."""

    def __init__(self, address: str, account: str, password: str) -> None:
        host, _, port = address.rpartition(":")
        self._socket = socket.create_connection((host, int(port)), PATIENCE)
        self._rest = b""
        try:
            self._sign_in(account, password)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self._say("Logoff")
        self._socket.close()

    def told(self, seconds: float) -> bytes:
        """All whole blocks that are there, waited for no longer than some seconds; b"" where there are none."""
        if EMPTY_LINE not in self._rest:
            self._socket.settimeout(seconds)
            with suppress(TimeoutError):
                self._more()
        blocks, mark, rest = self._rest.rpartition(EMPTY_LINE)
        if len(rest) > LARGEST:
            raise ConnectionError("a block without an end")
        if mark:
            self._rest = rest
        return blocks + mark

    def ask_whether_it_is_there(self) -> None:
        self._say("Ping")

    def _sign_in(self, account: str, password: str) -> None:
        """The first line is a greeting; the answer to the sign-in is the first block after it that is a response."""
        self._say("Login", Username=account, Secret=password, Events=WHAT)
        while EMPTY_LINE not in self._rest:
            self._more()
            if len(self._rest) > LARGEST:
                raise ConnectionError("a block without an end")
        answer, _, self._rest = self._rest.partition(EMPTY_LINE)
        if b"Response: Success" not in answer:
            raise NotSignedIn

    def _say(self, action: str, **fields: str) -> None:
        lines = [f"Action: {action}", *(f"{name}: {value}" for name, value in fields.items())]
        self._socket.sendall("\r\n".join(lines).encode() + EMPTY_LINE)

    def _more(self) -> None:
        got = self._socket.recv(AT_ONCE)
        if not got:
            raise ConnectionError("the exchange has hung up")
        self._rest += got
