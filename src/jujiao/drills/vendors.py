"""Vendors of messages for drills, on the loopback: one of text messages that also tells what became of them, and the
robots of group chats. Each keeps what it took, and answers as well or as badly as it is told."""

import json
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from typing import Any

from jujiao.testing.cast import SHANGHAI

SLOW_SECONDS = 0.5
TOGETHER = 40
"""Receipts that one call brings at most."""


class Manner(Enum):
    """How a message is taken. Whether it was taken at all, the vendor itself knows best."""

    GOOD = "taken, and its receipt follows"
    EARLY = "taken, and its receipt comes before the answer"
    TWICE = "taken, and its receipt comes twice"
    NEVER = "taken, and no receipt ever comes"
    SLOW = "taken, after a while"
    UNREACHED = "taken, and its receipt says that it did not arrive"
    SILENT = "taken, and the line goes dead before the answer, once"
    REFUSED = "HTTP 200 with an error, for good"
    BUSY = "HTTP 200 with an error that asks for another try, once"


TAKEN = frozenset(Manner) - {Manner.REFUSED, Manner.BUSY}
ONCE = frozenset({Manner.SILENT, Manner.BUSY})
RECEIPTS = {Manner.EARLY: 1, Manner.GOOD: 1, Manner.SLOW: 1, Manner.SILENT: 1, Manner.TWICE: 2, Manner.UNREACHED: 1}


@dataclass
class Texts:
    """A vendor of text messages that speaks as Tencent does. `manner` says how each message is taken, by its number and
    its values.

    `taken`: how often each attempt was taken; `answered`: how often its sender was told so."""

    manner: Callable[[str, list[str]], Manner] = lambda _phone, _values: Manner.GOOD
    taken: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    how: dict[str, Manner] = field(default_factory=dict)
    """How each attempt was taken."""
    receipts_to: str = ""
    """Where receipts go; nowhere as long as it is ""."""
    hands_free: threading.Event = field(default_factory=threading.Event)
    """Cleared, the vendor holds what it is sent and answers nothing until it is set again."""
    asked: int = 0
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _met: set[tuple[str, ...]] = field(default_factory=set)
    _waiting: SimpleQueue[dict[str, Any]] = field(default_factory=SimpleQueue)
    _untold: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        """What makes the product send here."""
        return {
            "JUJIAO_SMS": "tencent",
            "JUJIAO_SMS_KEY": "drill",
            "JUJIAO_SMS_SECRET": "drill",
            "JUJIAO_SMS_SIGNATURE": "演练",
            "JUJIAO_SMS_APPLICATION": "1400000000",
            "JUJIAO_SMS_URL": f"http://127.0.0.1:{self.port}",
        }

    def take(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """One request; the answer, None where the line goes dead."""
        phone, values, attempt = asked["PhoneNumberSet"][0], asked["TemplateParamSet"], asked["SessionContext"]
        with self._lock:
            self.asked += 1
        self.hands_free.wait()
        manner = self.manner(phone, values)
        with self._lock:
            if manner in ONCE and (phone, *values) in self._met:
                manner = Manner.GOOD
            self._met.add((phone, *values))
            self.how[attempt] = manner
        if manner not in TAKEN:
            with self._lock:
                self.refused[attempt] += 1
            code = "InternalError.Timeout" if manner is Manner.BUSY else "InvalidParameterValue.IncorrectPhoneNumber"
            return _said(Code=code, SerialNo="", Message="refused")
        with self._lock:
            self.taken[attempt] += 1
            serial = f"{attempt}:{self.taken[attempt]}"
        return self._answer(manner, phone, attempt, serial)

    def _answer(self, manner: Manner, phone: str, attempt: str, serial: str) -> dict[str, Any] | None:
        if manner is Manner.EARLY and not self._tell([_receipt(phone, serial, manner)]):
            self._leave(_receipt(phone, serial, manner))
        if manner is Manner.SLOW:
            time.sleep(SLOW_SECONDS)
        for _time in range(0 if manner is Manner.EARLY else RECEIPTS.get(manner, 0)):
            self._leave(_receipt(phone, serial, manner))
        if manner is Manner.SILENT:
            return None
        with self._lock:
            self.answered[attempt] += 1
        return _said(Code="Ok", SerialNo=serial, Message="send success", PhoneNumber=phone)

    def _leave(self, receipt: dict[str, Any]) -> None:
        with self._lock:
            self._untold += 1
        self._waiting.put(receipt)

    def quiet(self) -> bool:
        """Whether all receipts have been told, and heard."""
        return not self._untold

    def tell_all(self) -> None:
        """Tells receipts, several at once, until the vendor closes; what was not heard is told again."""
        while not self._stop.is_set():
            together: list[dict[str, Any]] = []
            with suppress(Empty):
                while len(together) < TOGETHER:
                    together.append(self._waiting.get(timeout=0.2))
            if not together:
                continue
            if self._tell(together):
                with self._lock:
                    self._untold -= len(together)
            else:
                for receipt in together:
                    self._waiting.put(receipt)
                time.sleep(0.5)

    def _tell(self, receipts: list[dict[str, Any]]) -> bool:
        if not self.receipts_to:
            return False
        request = urllib.request.Request(
            self.receipts_to, json.dumps(receipts).encode(), {"Content-Type": "application/json", "Host": "localhost"}
        )
        with suppress(OSError, ValueError), urllib.request.urlopen(request, timeout=20) as answer:
            return bool(json.load(answer) == {"result": 0, "errmsg": "OK"})
        return False

    def close(self) -> None:
        self._stop.set()
        self.hands_free.set()


@dataclass
class Group:
    """A group chat with a robot: the texts that came. `answer` is what the robot says to each."""

    answer: Callable[[], dict[str, Any]] = lambda: {"errcode": 0, "errmsg": "ok"}
    read: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/cgi-bin/webhook/send?key=drill"

    def take(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        answer = self.answer()
        if answer.get("errcode") == 0:
            self.read.append(asked["text"]["content"])
        return answer


class _Conversation(BaseHTTPRequestHandler):
    vendor: Texts | Group
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.vendor.take(json.loads(body))
        if answer is None:
            self.close_connection = True
            return
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said: Any) -> None:
        """What came is counted, not told."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed in the middle is what drills are about."""


@contextmanager
def texts() -> Iterator[Texts]:
    """A vendor of text messages while inside."""
    vendor = Texts()
    vendor.hands_free.set()
    with _serving(vendor):
        teller = threading.Thread(target=vendor.tell_all, daemon=True)
        teller.start()
        try:
            yield vendor
        finally:
            vendor.close()
            teller.join(2)


@contextmanager
def group_chat() -> Iterator[Group]:
    """A group chat while inside."""
    group = Group()
    with _serving(group):
        yield group


@contextmanager
def _serving(vendor: Texts | Group) -> Iterator[None]:
    server = _Server(("127.0.0.1", 0), type("_Here", (_Conversation,), {"vendor": vendor}))
    vendor.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _said(**outcome: Any) -> dict[str, Any]:
    return {"Response": {"SendStatusSet": [outcome], "RequestId": "drill"}}


def _receipt(phone: str, serial: str, manner: Manner) -> dict[str, Any]:
    arrived = manner is not Manner.UNREACHED
    return {
        "user_receive_time": datetime.now(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "nationcode": "86",
        "mobile": phone.removeprefix("+86"),
        "report_status": "SUCCESS" if arrived else "FAIL",
        "errmsg": "DELIVRD" if arrived else "UNDELIV",
        "description": "drill",
        "sid": serial,
    }
