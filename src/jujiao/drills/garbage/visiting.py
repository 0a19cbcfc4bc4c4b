"""Somebody signed in who sends what no browser sends: to a real web server, or to the application in this process."""

import http.client
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from jujiao.drills.race.course import session_of
from jujiao.drills.race.sending import FORGERY
from jujiao.testing.cast import Member

PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def html(self) -> bool:
        return "html" in self.headers.get("content-type", "")


HUNG_UP = Answer(0, {}, b"")
"""The server would not read so much, and its answer was lost, as to a browser. The next request tells that it lives."""


class Visitor(Protocol):
    def __call__(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """One request; `kind` is the body's type."""
        ...


class Visits(Protocol):
    def __call__(self, member: Member) -> Visitor:
        """The member, newly signed in."""
        ...


def send_file(visitor: Visitor, path: str, fields: dict[str, Any]) -> Answer:
    """Sends a form with a file in it, as a browser does."""
    return visitor("POST", path, encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT)


def in_process(member: Member) -> Visitor:
    """Hands requests to the application in this process."""
    client = Client(raise_request_exception=False)
    client.force_login(member.user)

    def visit(method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        got = client.generic(method, path, body, kind or "application/octet-stream", headers={"HX-Request": "true"})
        content = b"".join(got) if got.streaming else got.content
        return Answer(got.status_code, {name.lower(): value for name, value in got.headers.items()}, content)

    return visit


def over_http(port: int) -> Visits:
    """Sends to the web server at this port of the loopback."""

    def visits(member: Member) -> Visitor:
        cookies = {settings.SESSION_COOKIE_NAME: session_of(member.user), settings.CSRF_COOKIE_NAME: FORGERY}
        shown = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers = {"Cookie": shown, "X-CSRFToken": FORGERY, "HX-Request": "true"}

        def visit(method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read everything
                    connection.request(method, path, body or None, headers | ({"Content-Type": kind} if kind else {}))
                got = connection.getresponse()
                return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
            except ConnectionResetError:
                return HUNG_UP
            finally:
                connection.close()

        return visit

    return visits
