"""Two hundred open inboxes, eight tabs of each clerk: how long until a message of an owner stands on all of them, and
whether anything of them is left behind once they are closed."""

import json
import re
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jujiao.drills.bench.asked import Visitor, WrongAnswer
from jujiao.drills.bench.line import BrokenOff, Line
from jujiao.drills.bench.rings import at
from jujiao.drills.bench.screen import GATHER, LOOK, PATIENCE
from jujiao.drills.bench.table import Figure
from jujiao.drills.process import Process
from jujiao.drills.stage import Web, free_port, stage, until
from jujiao.kernel.machine.running import serving

CLERKS: Final = 25
TABS: Final = 8
OWNERS: Final = ("resident", "neighbour", "landlord", "tenant")
MESSAGES: Final = 20
EVERY: Final = 2.0
"""Seconds from one message to the next."""
SEEN_SECONDS: Final = 1.0
APART: Final = 0.1
"""Seconds from one that opens to the next: who is still being asked who they are holds a place among few."""
LAST: Final = 6.0
"""Seconds to wait for the last one."""
PAGE: Final = "/conversations/"
TOPIC: Final = "data: conversations:"
STAMP: Final = re.compile(r"^id: (\S+)$", re.MULTILINE)


@dataclass
class Page:
    """An open inbox, as its scripts keep it: when it showed which messages."""

    session: str
    web: int
    live: int
    seen: dict[int, float] = field(default_factory=dict)
    wrong: str = ""

    def open(self, over: threading.Event) -> threading.Thread:
        thread = threading.Thread(target=self._stand, args=[over])
        thread.start()
        return thread

    def _stand(self, over: threading.Event) -> None:
        line = Line(self.web, PATIENCE)
        try:
            with socket.create_connection(("127.0.0.1", self.live), PATIENCE) as news:
                news.sendall(f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.session}\r\n\r\n".encode())
                news.settimeout(LOOK)
                rest = ""
                while not over.is_set():
                    with suppress(TimeoutError):
                        heard = news.recv(65_536).decode()
                        if not heard:
                            raise BrokenOff("the line of an open inbox was ended")
                        rest += heard
                    said, end, rest = rest.rpartition("\n")
                    if TOPIC in said:
                        time.sleep(GATHER)
                        self._ask(line, (STAMP.findall(said + end) or [""])[-1])
        except OSError as error:
            self.wrong = f"{type(error).__name__}: {error}"
        finally:
            line.close()

    def _ask(self, line: Line, stamp: str) -> None:
        head = f"Host: localhost\r\nCookie: sessionid={self.session}\r\nHX-Request: true\r\nLive-Stamp: {stamp}"
        request = f"GET {PAGE} HTTP/1.1\r\n{head}\r\n\r\n".encode()
        try:
            answer = line.ask(request)
        except BrokenOff:  # the server closes what was silent for some time
            answer = line.ask(request)
        if answer.status != 200:
            self.wrong = f"{PAGE}: status {answer.status}"
        text = answer.body.decode()
        for number in range(MESSAGES):
            if said(number) in text:
                self.seen.setdefault(number, time.monotonic())


def said(number: int) -> str:
    """What tells one message from all others."""
    return f"第{number:02}号留言"


def measure() -> list[Figure]:
    """An owner writes now and then, by the form of their own page."""
    with stage() as it:
        many = str(CLERKS)
        made = json.loads(it.python("-m", "jujiao.drills.bench.our_colleagues", many, JUJIAO_LOG_LEVEL="WARNING"))
        port = free_port()
        web = it.web(workers=2, JUJIAO_LIVE_URL=f"http://localhost:{port}", JUJIAO_LOG_LEVEL="WARNING")
        live = Process(
            "live", serving.live("127.0.0.1", port), it.surroundings(JUJIAO_LOG_LEVEL="WARNING"), it.home / "live.log"
        )
        live.start()
        it.processes.append(live)
        until(20, lambda: _listens(port), "the live process does not answer")
        _warm(made["clerk"][0], web.port, port)
        before = handles(live)
        pages = [Page(session, web.port, port) for session in made["clerk"] for _tab in range(TABS)]
        over = threading.Event()
        standing = []
        for page in pages:
            standing.append(page.open(over))
            time.sleep(APART)
        time.sleep(5)
        wrote = _write(web, [it.facts["sessions"][name] for name in OWNERS])
        time.sleep(LAST)
        over.set()
        for each in standing:
            each.join()
        with suppress(TimeoutError):
            until(40, lambda: handles(live) <= before, "the live process keeps what was closed")
        left = max(0, handles(live) - before)
    return _figures(wrote, pages, left)


def handles(process: Process) -> int:
    """What the live process has open: files, sockets, its line to the database."""
    found = 0
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            group = int((place / "stat").read_text().rpartition(")")[2].split()[2])
            found += len(list((place / "fd").iterdir())) if group == process.pid else 0
    return found


def _warm(session: str, web: int, live: int) -> None:
    """One inbox that opens and closes: the live process has asked its database once."""
    over = threading.Event()
    standing = Page(session, web, live).open(over)
    time.sleep(2)
    over.set()
    standing.join()
    time.sleep(2)


def _write(web: Web, sessions: list[str]) -> dict[int, float]:
    """When each message was sent, before its writer had an answer; in turn by several owners, since a list shows the
    latest of each."""
    owners = [Visitor("sessionid", session, "", "Bearer") for session in sessions]
    line, begun, wrote = Line(web.port, PATIENCE), time.monotonic(), {}
    for number in range(MESSAGES):
        time.sleep(max(0.0, begun + number * EVERY - time.monotonic()))
        form = owners[number % len(owners)].form(
            "/my/conversation/with/1/send/", {"text": said(number), "key": said(number)}, "/my/conversation/"
        )
        wrote[number] = time.monotonic()
        if wrong := form.wrong(line.ask(form.text.encode())):
            raise WrongAnswer(wrong)
    line.close()
    return wrote


def _figures(wrote: Mapping[int, float], pages: list[Page], left: int) -> list[Figure]:
    wrong = [page.wrong for page in pages if page.wrong]
    if wrong:
        raise WrongAnswer("; ".join(wrong[:3]))
    waits = sorted(page.seen.get(number, float("inf")) - sent for number, sent in wrote.items() for page in pages)
    missing = sum(each == float("inf") for each in waits)
    name = f"{len(wrote)} messages on {len(pages)} inboxes ({TABS} tabs of each clerk)"
    return [
        Figure(f"{name}, on each within (p95)", at(waits, 0.95), "s", SEEN_SECONDS),
        Figure("the same, half of them within", at(waits, 0.5), "s"),
        Figure("the same, the last of them", waits[-1], "s"),
        Figure("messages that an inbox did not show", missing, "", 0),
        Figure("handles that the live process still has of closed pages", left, "", 0),
    ]


def _listens(port: int) -> bool:
    try:
        return Line(port, 5.0).ask(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 401
    except OSError:
        return False
