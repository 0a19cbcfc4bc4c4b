"""A mail server for drills: keeps what it is sent, and can be told to refuse, to answer oddly, or to be gone."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from enum import Enum


class Manner(Enum):
    """How the server takes a mail, by what it answers at the end."""

    GOOD = "250 kept"
    REFUSING = "554 not taken"
    ODD = "200 error: over quota"  # a code of success for people, none for the protocol
    HANGING_UP = ""


@dataclass
class Mailbox:
    """What came in: (Message-ID, reader, subject) for each mail that was taken."""

    manner: Manner = Manner.GOOD
    mails: list[tuple[str, str, str]] = field(default_factory=list)
    tried: int = 0
    port: int = 0
    hands_free: threading.Event = field(default_factory=threading.Event)
    """Cleared, the server holds what it is sent and answers nothing until it is set again."""
    _serving: tuple[socketserver.BaseServer, threading.Thread] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What makes the product send here."""
        return {"JUJIAO_MAIL_HOST": "127.0.0.1", "JUJIAO_MAIL_PORT": str(self.port)}

    def open(self, port: int = 0) -> None:
        """Listens at this port, or at any; nobody else may have taken it meanwhile."""
        server = _Server(("127.0.0.1", port), type("_Here", (_Conversation,), {"box": self}))
        self.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self._serving = server, thread

    def close(self) -> None:
        """From now on nobody listens at its port."""
        if self._serving:
            server, thread = self._serving
            server.shutdown()
            server.server_close()
            thread.join()
            self._serving = None

    def take(self, content: bytes) -> str:
        """One mail; returns the answer."""
        self.tried += 1
        self.hands_free.wait()
        if self.manner is Manner.GOOD:
            mail = message_from_bytes(content, policy=default)
            self.mails.append((str(mail["Message-ID"]), str(mail["To"]), str(mail["Subject"])))
        return self.manner.value


class _Conversation(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        self._say("220 drill")
        while line := self.rfile.readline():
            match line[:4].strip().upper():
                case b"QUIT":
                    self._say("221 bye")
                    return
                case b"DATA":
                    self._say("354 go on")
                    answer = self.box.take(self._content())
                    if not answer:
                        return
                    self._say(answer)
                case _:
                    self._say("250 ok")

    def _content(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines)

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed in the middle is what drills are about."""


@contextmanager
def mailbox(port: int = 0) -> Iterator[Mailbox]:
    """A mail server on the loopback while inside; afterwards nobody listens there."""
    box = Mailbox()
    box.hands_free.set()
    box.open(port)
    try:
        yield box
    finally:
        box.hands_free.set()
        box.close()
