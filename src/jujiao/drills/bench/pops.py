"""Fifty rings of an exchange that is none, at ten telephones: how long until whoever sits there has the caller before
them, and whether anybody else has."""

import json
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from jujiao.drills.bench.asked import WrongAnswer
from jujiao.drills.bench.line import BrokenOff, Line
from jujiao.drills.bench.screen import GATHER, LOOK, PATIENCE
from jujiao.drills.bench.table import Figure
from jujiao.drills.process import Process
from jujiao.drills.stage import Web, free_port, stage, until
from jujiao.kernel.machine.running import serving

RINGS: Final = 50
TELEPHONES: Final = 10
EVERY: Final = 0.4
"""Seconds from one ring to the next; each telephone rings again after so many times that."""
SEEN_SECONDS: Final = 1.0
LAST: Final = 5.0
"""Seconds to wait for the last one."""
PAGE: Final = "/telephone/ringing/"
TOPIC: Final = "data: ringing:"


@dataclass
class Page:
    """An open page of a clerk, as its scripts keep it: when it showed which numbers, as they are masked."""

    session: str
    web: int
    live: int
    seen: dict[str, float] = field(default_factory=dict)
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
                        rest += news.recv(65_536).decode()
                    *said, rest = rest.split("\n")
                    if any(each.startswith(TOPIC) for each in said):
                        time.sleep(GATHER)
                        self._ask(line)
        except OSError as error:
            self.wrong = f"{type(error).__name__}: {error}"
        finally:
            line.close()

    def _ask(self, line: Line) -> None:
        head = f"Host: localhost\r\nCookie: sessionid={self.session}\r\nHX-Request: true"
        request = f"GET {PAGE} HTTP/1.1\r\n{head}\r\n\r\n".encode()
        try:
            answer = line.ask(request)
        except BrokenOff:  # the server closes what was silent for some time
            answer = line.ask(request)
        if answer.status != 200:
            self.wrong = f"{PAGE}: status {answer.status}"
        text = answer.body.decode()
        for number in range(RINGS):
            if masked(number) in text:
                self.seen.setdefault(masked(number), time.monotonic())


def caller(number: int) -> str:
    return f"138{number:04}{7000 + number}"


def masked(number: int) -> str:
    """As the page shows it, which tells one of the fifty from all others."""
    return f"138****{7000 + number}"


def measure() -> list[Figure]:
    """Each telephone rings in turn."""
    with stage() as it:
        made = json.loads(
            it.python("-m", "jujiao.drills.bench.our_telephones", str(TELEPHONES), JUJIAO_LOG_LEVEL="WARNING")
        )
        port = free_port()
        web = it.web(workers=2, JUJIAO_LIVE_URL=f"http://localhost:{port}", JUJIAO_LOG_LEVEL="WARNING")
        live = Process(
            "live", serving.live("127.0.0.1", port), it.surroundings(JUJIAO_LOG_LEVEL="WARNING"), it.home / "live.log"
        )
        live.start()
        it.processes.append(live)
        until(20, lambda: _listens(port), "the live process does not answer")
        pages = {extension: Page(session, web.port, port) for extension, session in made["sessions"].items()}
        over = threading.Event()
        standing = [page.open(over) for page in pages.values()]
        time.sleep(2)
        rang = _ring(web, made["tell"], list(pages))
        time.sleep(LAST)
        over.set()
        for each in standing:
            each.join()
    return _figures(rang, pages)


def _ring(web: Web, path: str, extensions: list[str]) -> dict[int, tuple[str, float]]:
    """When each ring was told of, before the exchange had its answer, and where."""
    rang: dict[int, tuple[str, float]] = {}
    line = Line(web.port, PATIENCE)
    begun = time.monotonic()
    for number in range(RINGS):
        time.sleep(max(0.0, begun + number * EVERY - time.monotonic()))
        extension = extensions[number % len(extensions)]
        rang[number] = (extension, time.monotonic())
        body = _told(number, extension)
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
        answer = line.ask(f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        if answer.status != 200:
            raise WrongAnswer(f"{path}: status {answer.status}: {answer.body[:200]!r}")
    line.close()
    return rang


def _told(number: int, extension: str) -> bytes:
    """What a Yeastar says while a telephone rings."""
    inbound = {"from": caller(number), "to": "88886616", "trunk_name": "t", "channel_id": f"in-{number}"}
    members = [
        {"inbound": {**inbound, "member_status": "ALERT"}},
        {"extension": {"number": extension, "channel_id": f"leg-{number}", "member_status": "RING"}},
    ]
    return json.dumps({"type": 30011, "msg": json.dumps({"call_id": f"bench-{number}", "members": members})}).encode()


def _figures(rang: Mapping[int, tuple[str, float]], pages: Mapping[str, Page]) -> list[Figure]:
    wrong = [page.wrong for page in pages.values() if page.wrong]
    if wrong:
        raise WrongAnswer("; ".join(wrong[:3]))
    waits = sorted(pages[place].seen.get(masked(number), float("inf")) - at for number, (place, at) in rang.items())
    elsewhere = sum(
        masked(number) in page.seen for number, (place, _at) in rang.items() for name, page in pages.items()
        if name != place
    )  # fmt: skip
    return [
        Figure(f"{len(rang)} rings, on the page of who sits there within (p95)", _at(waits, 0.95), "s", SEEN_SECONDS),
        Figure("the same, half of them within", _at(waits, 0.5), "s"),
        Figure("the same, the last of them", waits[-1], "s"),
        Figure("rings on anybody else's page", elsewhere, "", 0),
    ]


def _at(waits: list[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * share))]


def _listens(port: int) -> bool:
    try:
        return Line(port, 5.0).ask(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 401
    except OSError:
        return False
