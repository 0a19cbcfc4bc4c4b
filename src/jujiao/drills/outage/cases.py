"""Each outage: made, watched on the administrator's page, ended."""

import http.client
import os
import re
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from jujiao.drills.disk import Disk
from jujiao.drills.mailbox import Mailbox, Manner
from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, Web, until
from jujiao.testing.cast import SHANGHAI

SHOWN_WITHIN = 60.0
"""Seconds in which the administrator's page has to show it."""

DOWN_SECONDS = 6.0
LONGEST_ANSWER = 15.0
ENOUGH = 250
"""Complaints that fill what a full disk still holds."""


@dataclass
class Case:
    """What all outages need: the stage, one web server and one worker, and what was found on the way."""

    stage: Stage
    box: Mailbox
    web: Web
    careless: dict[str, str]
    workers: list[Process] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    number: int = 0

    def begin(self) -> None:
        """A worker at work, and a page without a trouble."""
        self.new_worker()
        until(SHOWN_WITHIN, lambda: 'data-troubles="0"' in self.page(), "the page shows trouble from the start")

    def new_worker(self) -> Process:
        worker = self.stage.worker(module="jujiao.drills.skewed", arguments=(), **self.careless)
        self.workers.append(worker)
        # One that starts while the database is away gives up; here nobody would start it again.
        until(SHOWN_WITHIN, lambda: "at work" in worker.said(), "the worker does not begin")
        return worker

    def register(self) -> int:
        """One complaint; the status of the answer, 0 for none. Anything but done or "try again" is a fault."""
        self.number += 1
        text, facts = f"complaint {self.number}", self.stage.facts
        body = {"estate": facts["estate"], "category": facts["categories"][0], "text": text}
        body |= {"room": facts["rooms"][0], "contact_phone": "13800000101"}
        begun = time.monotonic()
        try:
            status, answer = self.stage.call(
                self.web, "POST", "/api/v1/complaints", token=facts["tokens"]["clerk"], body=body, key=text, seconds=60
            )
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{text}: no answer ({error!r})")
            return 0
        if status == HTTPStatus.CREATED:
            self.acknowledged[text] = answer["number"]
        elif status != HTTPStatus.SERVICE_UNAVAILABLE or answer.get("code") != "DatabaseAway":
            self.faults.append(f"{text}: {status} {answer!r}")
        if time.monotonic() - begun > LONGEST_ANSWER:
            self.faults.append(f"{text}: the answer took {time.monotonic() - begun:.0f} s")
        return status

    def page(self) -> str:
        """The administrator's page; what stands there when the database is away too."""
        connection = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
        try:
            cookie = f"sessionid={self.stage.facts['sessions']['sysadmin']}"
            connection.request("GET", "/system/", headers={"Cookie": cookie, "Host": "localhost"})
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def see(self, what: str, pattern: str) -> None:
        """Waits until the page shows it, and notes how long that took."""
        begun = time.monotonic()
        try:
            until(SHOWN_WITHIN, lambda: re.search(pattern, self.page(), re.DOTALL), "", pause=1)
        except TimeoutError:
            self.faults.append(f"{what}: not shown within {SHOWN_WITHIN:.0f} s")
        self.shown[what] = time.monotonic() - begun

    def need(self, what: str, status: int, wanted: int) -> None:
        if status != wanted:
            self.faults.append(f"{what}: intake answered {status}, not {wanted}")


def worker_killed(case: Case) -> None:
    """A worker dies while a mail is on its way: the next one sends it."""
    case.box.hands_free.clear()
    tried = case.box.tried
    case.need("worker killed", case.register(), HTTPStatus.CREATED)
    until(60, lambda: case.box.tried > tried, "no mail is sent")
    case.workers[-1].kill()
    case.box.hands_free.set()
    case.see("worker killed", 'class="j-worker-state is-silent"')
    case.new_worker()


def database_restarted(case: Case, *, down: float = DOWN_SECONDS) -> None:
    """The database is stopped for some seconds: intake says so, the page says so, then both go on by themselves."""
    server = case.stage.server
    if server is None or server.pid is None:
        raise RuntimeError("the stage has no server of its own")
    os.kill(server.pid, signal.SIGINT)
    until(20, lambda: server.pid is None, "the database does not stop")
    begun = time.monotonic()
    case.need("database away", case.register(), HTTPStatus.SERVICE_UNAVAILABLE)
    case.see("database away", 'class="j-error-code">503')
    time.sleep(max(0.0, down - (time.monotonic() - begun)))
    server.ensure()
    back = time.monotonic()
    with suppress(TimeoutError):
        until(30, lambda: case.register() == HTTPStatus.CREATED, "", pause=0.5)
    case.shown["first complaint after the database is back"] = time.monotonic() - back


def mail_server(case: Case) -> None:
    """The mail server refuses, says yes by the wrong number, or hangs up: intake goes on, the page tells."""
    for manner in (Manner.REFUSING, Manner.ODD, Manner.HANGING_UP):
        case.box.manner = manner
        case.need(f"mail server {manner.name.lower()}", case.register(), HTTPStatus.CREATED)
        said = {Manner.REFUSING: "not taken", Manner.ODD: "over quota", Manner.HANGING_UP: "SMTPServerDisconnected"}
        case.see(f"mail server {manner.name.lower().replace('_', ' ')}", said[manner])
    case.box.manner = Manner.GOOD
    case.box.close()
    case.need("mail server gone", case.register(), HTTPStatus.CREATED)
    case.see("mail server gone", "ConnectionRefusedError")
    case.box.open(case.box.port)


def year_missing(case: Case) -> None:
    """This year of the calendar is not in force: intake goes on, with provisional times, and the page tells."""
    swap = "UPDATE calendar_calendaryear SET state = %s WHERE year = %s AND state = %s RETURNING id"
    year = datetime.now(SHANGHAI).year
    with case.stage.connect() as connection:
        connection.execute(swap, ["taken", year, "published"])
        case.need("calendar year missing", case.register(), HTTPStatus.CREATED)
        case.see("calendar year missing", f'data-bad="year"[^<]*<.*{year}')
        connection.execute(swap, ["published", year, "taken"])


def worker_frozen(case: Case) -> None:
    """The only worker is stopped beyond its lease while things fall due; then it wakes up beside another."""
    frozen = case.workers[-1]
    frozen.freeze()
    case.need("worker frozen", case.register(), HTTPStatus.CREATED)
    frozen_at = time.monotonic()
    until(SHOWN_WITHIN, lambda: "is-working" not in case.page(), "the frozen worker is shown as working")
    case.shown["worker frozen, as silent"] = time.monotonic() - frozen_at
    case.see("worker frozen, alarm that nobody fires", 'data-bad="alarm"')
    case.new_worker()
    case.register()
    time.sleep(5)
    frozen.thaw()


def disk_full(case: Case, small: Disk) -> None:
    """The disk of the database is full: what is acknowledged stays, the rest is refused, the page tells."""
    small.fill()
    case.see("disk full", 'data-bad="disk"')
    refused = 0
    for _number in range(ENOUGH):
        refused += case.register() == HTTPStatus.SERVICE_UNAVAILABLE
        if refused >= 3:
            break
    case.shown["complaints refused on a full disk"] = refused
    small.empty()
    if case.stage.server:
        case.stage.server.ensure()
    until(60, lambda: case.register() == HTTPStatus.CREATED, "intake does not come back after the disk has room")
