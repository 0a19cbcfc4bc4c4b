"""Requests of people, sent at the same moment: over HTTP to a real web server, or to the application in process."""

import http.client
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections
from django.test import Client

TOGETHER = 8
"""The most people who act at once."""

FORGERY = "r" * 32
"""The value that a form repeats from its cookie."""

PATIENCE = 60.0


@dataclass(frozen=True)
class Call:
    """What one person sends: a form of a page with their session, or JSON to the API with their token."""

    who: str
    path: str
    fields: dict[str, Any]
    api: bool = False
    key: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    @property
    def taken(self) -> bool:
        """Whether it was done; a page without scripts is sent on when it was."""
        return self.status in {200, 201, 204, 302}

    @property
    def json(self) -> dict[str, Any]:
        """What the API said; nothing where that was no JSON."""
        try:
            told = json.loads(self.text)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


@dataclass
class People:
    """Sessions and tokens, by the names of the cast; `more` are users that joined it."""

    sessions: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)


class Sender(Protocol):
    def __call__(self, call: Call) -> Answer: ...


@dataclass
class OverHttp:
    """Sends to the web servers at these ports, to each in turn of the calls."""

    people: People
    ports: Sequence[int]
    sent: int = 0

    def __call__(self, call: Call) -> Answer:
        self.sent += 1
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[self.sent % len(self.ports)], timeout=PATIENCE)
        try:
            connection.request("POST", call.path, _body(call), _headers(self.people, call))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()


@dataclass
class InProcess:
    """Hands the request to the application in this thread; the database is as real."""

    people: People

    def __call__(self, call: Call) -> Answer:
        try:
            client = Client(raise_request_exception=False)
            client.cookies[settings.SESSION_COOKIE_NAME] = self.people.sessions.get(call.who, "")
            headers = _headers(self.people, call)
            kind = headers.pop("Content-Type")
            headers.pop("Cookie", None)
            answer = client.post(call.path, _body(call), content_type=kind, headers=headers)
            return Answer(answer.status_code, answer.content.decode("utf-8", "replace"))
        finally:
            connections.close_all()


def all_at_once(send: Sender, calls: Sequence[Call]) -> list[Answer]:
    """The answers to calls that set out at the same moment, in their order."""
    start = Barrier(len(calls))

    def one(call: Call) -> Answer:
        start.wait()
        return send(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def _body(call: Call) -> bytes:
    return (json.dumps(call.fields) if call.api else urlencode(call.fields, doseq=True)).encode()


def _headers(people: People, call: Call) -> dict[str, str]:
    if call.api:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {people.tokens[call.who]}"}
        return headers | ({"Idempotency-Key": call.key} if call.key else {})
    cookies = f"{settings.SESSION_COOKIE_NAME}={people.sessions[call.who]}; {settings.CSRF_COOKIE_NAME}={FORGERY}"
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies, "X-CSRFToken": FORGERY}
    return form | {"HX-Request": "true"}
