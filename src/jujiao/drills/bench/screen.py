"""An open page as the live process and the web server see it: its line, and what it asks for when it hears of news.

It keeps to the paces that the page's own scripts have, which are read from them."""

import gzip
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from jujiao.drills.bench.line import BrokenOff, Line
from jujiao.kernel.machine.paths import ROOT

SCRIPTS: Final = ROOT / "src" / "jujiao" / "kernel" / "static" / "jujiao"
GATHER: Final = 0.06
LOOK: Final = 0.05
PATIENCE: Final = 20.0
NEWEST: Final = re.compile(rb'data-newest="(\d+)"')


def paces() -> dict[str, float]:
    """Seconds between two events of a name, as `live.js` and `news.js` have them."""
    found = re.findall(r'"(live-\w+)": ([\d_]+)', (SCRIPTS / "live.js").read_text(encoding="utf-8"))
    news = re.search(r"const PACE = ([\d_]+)", (SCRIPTS / "news.js").read_text(encoding="utf-8"))
    assert news is not None, "news.js has its pace"
    return {name: int(number) / 1000 for name, number in [*found, ("news", news[1])]}


@dataclass
class Asked:
    """A part of a page: which event it listens to, and where it is asked for."""

    event: str
    path: str
    at: float = 0.0
    due: float | None = None


@dataclass
class Screen:
    """One page of somebody, `seen` being when it showed which case as the newest."""

    session: str
    web: int
    live: int
    parts: list[Asked]
    seen: list[tuple[float, int]] = field(default_factory=list)
    asked: int = 0
    wrong: str = ""

    def open(self, over: threading.Event) -> threading.Thread:
        self._paces = paces()
        thread = threading.Thread(target=self._stand, args=[over])
        thread.start()
        return thread

    def _stand(self, over: threading.Event) -> None:
        line = Line(self.web, PATIENCE)
        try:
            with socket.create_connection(("127.0.0.1", self.live), PATIENCE) as news:
                head = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.session}\r\n\r\n"
                news.sendall(head.encode())
                news.settimeout(LOOK)
                stamp, rest = "", b""
                while not over.is_set():
                    with suppress(TimeoutError):
                        rest += news.recv(65_536)
                    *lines, rest = rest.split(b"\n")
                    for said in lines:
                        name, _, value = said.decode().strip().partition(": ")
                        stamp = value if name == "id" else stamp
                        if name == "data":
                            self._hear(f"live-{value.split(':')[0]}")
                    self._ask(line, stamp)
        except OSError as error:
            self.wrong = f"{type(error).__name__}: {error}"
        finally:
            line.close()

    def _hear(self, event: str) -> None:
        now = time.monotonic()
        for part in self.parts:
            if part.due is None and (part.event == event or part.event in {"live-calmly", "live-seldom"}):
                part.due = max(now + GATHER, part.at + self._paces[part.event])
            elif part.event == "news" and event == "live-user" and part.due is None:
                part.due = max(now + GATHER, part.at + self._paces["news"])

    def _ask(self, line: Line, stamp: str) -> None:
        for part in self.parts:
            if part.due is None or part.due > time.monotonic():
                continue
            part.due, part.at = None, time.monotonic()
            told = f"Host: localhost\r\nCookie: sessionid={self.session}\r\nAccept-Encoding: gzip\r\n"
            if part.event != "news":
                told += f"HX-Request: true\r\nLive-Stamp: {stamp}\r\n"
            request = f"GET {part.path} HTTP/1.1\r\n{told}\r\n".encode()
            try:
                answer = line.ask(request)
            except BrokenOff:  # the server closes what was silent for some time
                answer = line.ask(request)
            self.asked += 1
            if answer.status != 200:
                self.wrong = f"{part.path}: status {answer.status}"
            if found := NEWEST.search(_plain(answer.head, answer.body)):
                self.seen.append((time.monotonic(), int(found[1])))


def _plain(head: bytes, body: bytes) -> bytes:
    return gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body
