"""Thirty open boards and homes while ten cases a second come in: when each board shows each case, and what the reloads
cost of all that is worked meanwhile."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from jujiao.drills.bench.asked import Visitor, WrongAnswer
from jujiao.drills.bench.line import Line
from jujiao.drills.bench.screen import Asked, Screen
from jujiao.drills.bench.table import Figure
from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, Web, free_port, stage, until
from jujiao.kernel.machine.running import serving

BOARDS: Final = ("clerk",) * 9 + ("manager", "manager", "director", "head_of_service", "auditor", "head_of_engineering")
HOMES: Final = ("clerk",) * 6 + ("engineer",) * 5 + ("head_of_engineering", "guard", "manager", "director")
"""Fifteen each; clerks and engineers are as many people. A department's board shows no case that has just come."""
A_SECOND: Final = 10
SEEN_SECONDS: Final = 2.0
SHARE: Final = 0.25
SAID: Final = "儿童滑梯的扶手松动，有孩子差点摔下来，请尽快修理。"
TICKS: Final = 100.0


@dataclass
class Came:
    """The cases that came in, by their ids, with when each was answered."""

    at: dict[int, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Office:
    """What is at work, all of whose processor time is counted."""

    it: Stage
    web: Web
    live: Process
    live_port: int
    worker: Process

    def worked(self) -> float:
        """Seconds of processor so far: web, live lines, worker, PostgreSQL."""
        assert self.it.server is not None, "the bench has a server of its own"
        groups = {self.web.pid, self.live.pid, self.worker.pid}
        found = 0.0
        for place in Path("/proc").glob("[0-9]*"):
            try:
                told = (place / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            parent, group, times = int(told[1]), int(told[2]), [int(each) for each in told[11:15]]
            postgres = self.it.server.pid in {parent, int(place.name)}
            if group in groups or postgres:
                found += sum(times[:2] if parent in groups or parent == self.it.server.pid else times)
        return found / TICKS


def measure(seconds: float) -> list[Figure]:
    """The same minute without open pages and with them."""
    with stage() as it:
        colleagues = json.loads(it.python("-m", "jujiao.drills.bench.our_colleagues", "15", JUJIAO_LOG_LEVEL="WARNING"))
        quiet: dict[str, Any] = {"JUJIAO_LOG_LEVEL": "WARNING"}
        port = free_port()
        web = it.web(workers=2, JUJIAO_LIVE_URL=f"http://localhost:{port}", **quiet)
        live = Process("live", serving.live("127.0.0.1", port), it.surroundings(**quiet), it.home / "live.log")
        live.start()
        it.processes.append(live)
        office = Office(it, web, live, port, it.worker(**quiet))
        until(20, lambda: _listens(port), "the live process does not answer")
        boards, homes = _screens(office, colleagues)
        _minute(office, [], min(seconds, 5.0))  # everybody has answered everything before anything is measured
        alone, _came = _minute(office, [], seconds)
        together, came = _minute(office, [*boards, *homes], seconds)
    return _figures(alone, together, came, boards, homes)


def _screens(office: Office, colleagues: dict[str, list[str]]) -> tuple[list[Screen], list[Screen]]:
    sessions: dict[str, Iterator[str]] = {
        name: cycle([session]) for name, session in office.it.facts["sessions"].items()
    }
    sessions |= {name: iter(found) for name, found in colleagues.items()}
    news = "/notices/news/"

    def screen(name: str, event: str, path: str) -> Screen:
        parts = [Asked(event, path), Asked("news", news)]
        return Screen(next(sessions[name]), office.web.port, office.live_port, parts)

    boards = [screen(name, "live-estate", "/complaints/board/") for name in BOARDS]
    return boards, [screen(name, "live-calmly", "/") for name in HOMES]


def _minute(office: Office, screens: list[Screen], seconds: float) -> tuple[float, Came]:
    """Processor seconds that were worked while cases came in, and a little longer."""
    over, came = threading.Event(), Came()
    standing = [screen.open(over) for screen in screens]
    time.sleep(2)
    begun, before = time.monotonic(), office.worked()
    _register(office, came, begun, seconds)
    time.sleep(SEEN_SECONDS + 1)
    worked = office.worked() - before
    over.set()
    for each in standing:
        each.join()
    return worked, came


def _register(office: Office, came: Came, begun: float, seconds: float) -> None:
    facts = office.it.facts
    desk = Visitor("sessionid", "", facts["tokens"]["clerk"], "Bearer")
    line = Line(office.web.port, 20.0)
    for number in range(int(seconds * A_SECOND)):
        time.sleep(max(0.0, begun + number / A_SECOND - time.monotonic()))
        room = facts["rooms"][number % len(facts["rooms"])]
        body: dict[str, Any] = {
            "estate": facts["estate"], "category": "facility", "text": SAID, "room": room, "anonymous": True
        }  # fmt: skip
        answer = line.ask(desk.call("/api/v1/complaints", body, "").text.encode())
        if answer.status == 201:
            came.at[int(json.loads(answer.body)["id"])] = time.monotonic()
        else:
            came.wrong.append(f"status {answer.status}: {answer.body[:200]!r}")
    line.close()


def _figures(alone: float, together: float, came: Came, boards: list[Screen], homes: list[Screen]) -> list[Figure]:
    waits = sorted(wait for board, name in zip(boards, BOARDS, strict=True) for wait in _waits(board, name, came))
    wrong = [*came.wrong, *(screen.wrong for screen in (*boards, *homes) if screen.wrong)]
    if wrong or not waits:
        raise WrongAnswer("; ".join(wrong[:3]) or "nothing came")
    asked = sum(screen.asked for screen in (*boards, *homes))
    return [
        Figure(f"{len(came.at)} cases on {len(boards)} boards, seen within (p95)", _at(waits, 0.95), "s", SEEN_SECONDS),
        Figure("the same, half of them within", _at(waits, 0.5), "s"),
        Figure("reloads of all open pages", asked, ""),
        Figure("processor of the reloads, of all", (together - alone) / together, "", SHARE),
        Figure("processor for each case without open pages", alone / len(came.at) * 1000, "ms"),
        Figure("processor for each reload", (together - alone) / max(asked, 1) * 1000, "ms"),
    ]


def _waits(board: Screen, name: str, came: Came) -> list[float]:
    """Seconds from each case's answer until the board showed it; for ever where it did not."""
    if name == "head_of_engineering":
        return []
    return [
        max(0.0, next((at for at, newest in board.seen if newest >= case), float("inf")) - answered)
        for case, answered in came.at.items()
    ]


def _at(waits: list[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * share))]


def _listens(port: int) -> bool:
    try:
        return Line(port, 5.0).ask(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 401
    except OSError:
        return False
