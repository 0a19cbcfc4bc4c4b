"""What is asked of a side, and what each answer must be so that an error page cannot be quick."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from jujiao.drills.bench.line import Answer

FORGERY = "b" * 32
"""The value that a form repeats from its cookie."""

FRESH = "00000000-0000-4000-8000-000000000000"
"""Stands in a request for an identifier that is another one each time it is sent."""


class WrongAnswer(Exception):
    """A side answered something else than was asked for: what it did is worth no figure."""


@dataclass(frozen=True)
class Request:
    """One request as it goes over the line. `holds` must stand in the answer `times` times, in head or body."""

    name: str
    text: str
    status: int
    holds: str
    times: int = 1

    def wrong(self, answer: Answer) -> str:
        """What is wrong with the answer, "" for nothing."""
        if answer.status != self.status:
            return f"{self.name}: status {answer.status} instead of {self.status}"
        mark = self.holds.encode()
        found = answer.body.count(mark) + answer.head.count(mark)
        return "" if found == self.times else f"{self.name}: {self.holds!r} {found} times instead of {self.times}"


type Unit = list[Request]
"""Requests that count as one: a page, with the data that it needs to show anything."""


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in: the name of their session and its key, and their token for the API."""

    cookie: str
    session: str
    token: str
    scheme: str

    def page(self, path: str, holds: str, times: int = 1) -> Request:
        return Request(f"GET {path}", f"GET {path} HTTP/1.1\r\n{self._headers({})}\r\n", 200, holds, times)

    def form(self, path: str, fields: Mapping[str, Any], leads_to: str) -> Request:
        """A form that is taken sends its reader on, to an address that holds `leads_to`."""
        body = urlencode({**fields, "csrfmiddlewaretoken": FORGERY})
        told = self._headers({"Content-Type": "application/x-www-form-urlencoded"})
        return Request(f"POST {path}", _whole(f"POST {path} HTTP/1.1\r\n{told}", body), 302, leads_to)

    def call(self, path: str, body: Mapping[str, Any], holds: str) -> Request:
        told = _headers({"Content-Type": "application/json", "Authorization": f"{self.scheme} {self.token}"})
        return Request(f"POST {path}", _whole(f"POST {path} HTTP/1.1\r\n{told}", json.dumps(body)), 201, holds)

    def _headers(self, told: Mapping[str, str]) -> str:
        return _headers({**told, "Cookie": f"{self.cookie}={self.session}; csrftoken={FORGERY}"})


def packed(units: list[Unit]) -> list[list[dict[str, Any]]]:
    """As JSON takes it."""
    return [[asdict(request) for request in unit] for unit in units]


def unpacked(units: list[list[dict[str, Any]]]) -> list[Unit]:
    return [[Request(**request) for request in unit] for unit in units]


def _headers(told: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in {"Host": "localhost", **told}.items())


def _whole(head: str, body: str) -> str:
    return f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}"
