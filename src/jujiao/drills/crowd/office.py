"""The office meanwhile: a colleague who looks at pages all the time, and others who sign in with the right password."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from jujiao.drills.bench.asked import FORGERY
from jujiao.drills.bench.line import Answer, BrokenOff, Line
from jujiao.drills.crowd.house import House
from jujiao.drills.stage import Stage
from jujiao.testing.cast import PASSWORD

PAGES = ("/", "/complaints/", "/complaints/board/", "/notices/", "/places/")
COLLEAGUE, ATTACKED, OTHERS = "clerk", "clerk2", ("manager", "engineer")
"""Who looks at pages; whose password a stranger guesses at; who else signs in. All at one address."""
DEVICE = re.compile(rb"\r\nset-cookie: *(jujiao_device=[^;]+)", re.IGNORECASE)
PATIENCE = 15.0
SIGN_IN_PATIENCE = 30.0
"""Whoever signs in while somebody guesses waits for a few of the guesses, but is let in."""
PAUSE = 0.05
SIGN_IN_PAUSE = 1.5


class Office:
    """What its people met: how long they waited for pages, by the part of the drill, and who was not let in."""

    def __init__(self, it: Stage, house: House) -> None:
        self.house = house
        self.session = it.facts["sessions"][COLLEAGUE]
        self.waits: list[tuple[str, float]] = []
        self.faults: list[str] = []
        self.shut_out: list[str] = []
        self.let_in = 0
        self.devices: dict[str, str] = {}
        self.now = "quiet"
        self.home = threading.Event()

    @contextmanager
    def at_work(self) -> Iterator["Office"]:
        for name in (ATTACKED, *OTHERS):  # the shift has signed in here before
            self._signs_in(name)
        people = [threading.Thread(target=self._look_at_pages), threading.Thread(target=self._go_on_signing_in)]
        for each in people:
            each.start()
        try:
            yield self
        finally:
            self.home.set()
            for each in people:
                each.join()

    def part(self, name: str, seconds: float = 0.0) -> None:
        """From now on it is this part of the drill, for so long at least."""
        self.now = name
        time.sleep(seconds)

    def parts(self) -> list[str]:
        return list(dict.fromkeys(part for part, _wait in self.waits))

    def p95(self, part: str) -> float:
        """Seconds in which 95 of 100 pages were there."""
        waits = sorted(wait for which, wait in self.waits if which == part)
        return waits[min(len(waits) - 1, int(len(waits) * 0.95))]

    def _look_at_pages(self) -> None:
        line, turn = Line(self.house.port, PATIENCE), 0
        while not self.home.wait(PAUSE):
            page, part, begun = PAGES[turn % len(PAGES)], self.now, time.monotonic()
            status = _asked(
                line, f"GET {page} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.session}\r\n\r\n"
            ).status
            self.waits.append((part, time.monotonic() - begun))
            if status != 200:
                self.faults.append(f"{part}: {page} answered {status}")
            turn += 1
        line.close()

    def _go_on_signing_in(self) -> None:
        for name in cycle((ATTACKED, *OTHERS)):
            if self.home.wait(SIGN_IN_PAUSE):
                return
            self._signs_in(name)

    def _signs_in(self, name: str) -> None:
        """In their own browser, which keeps the mark that the product gives to a device."""
        part = self.now
        answer = _asked(Line(self.house.port, SIGN_IN_PATIENCE), sign_in(name, PASSWORD, self.devices.get(name, "")))
        if answer.status == 302:
            self.let_in += 1
            if mark := DEVICE.search(answer.head):
                self.devices[name] = f"; {mark[1].decode()}"
        else:
            self.shut_out.append(f"{part}: the right password of {name} was answered with {answer.status}")


def sign_in(name: str, password: str, cookies: str = "") -> str:
    """The request of the staff's sign-in page."""
    return form("/account/login/", {"login": name, "password": password}, cookies)


def form(path: str, fields: dict[str, Any], cookies: str = "") -> str:
    """A form that is sent on a connection of its own."""
    body = urlencode({**fields, "csrfmiddlewaretoken": FORGERY})
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: csrftoken={FORGERY}{cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )


def _asked(line: Line, request: str) -> Answer:
    """The answer, of status 0 where none came. As a browser, it tries again where a kept connection had been closed."""
    for _try in range(2):
        try:
            return line.ask(request.encode())
        except BrokenOff:
            continue
        except OSError:
            break
    return Answer(0, b"", b"")
