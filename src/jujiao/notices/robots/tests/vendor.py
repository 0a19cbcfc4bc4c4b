"""A robot's vendor that keeps what it is sent and answers as it is told."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest


class Group:
    """A group chat: the texts that came, newest last."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.answer: Callable[[], Any] = lambda: {"errcode": 0, "errmsg": "ok"}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        answer = self.answer()
        if not answer.get("errcode"):
            self.read.append(json.loads(request.content)["text"]["content"])
        return httpx.Response(200, json=answer)


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Group:
    """Whatever robots say goes here."""
    found, real = Group(), httpx.Client
    transport = httpx.MockTransport(found)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    return found
