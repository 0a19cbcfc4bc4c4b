"""The platform of our own, asked without a network, at a moment that a test moves."""

from datetime import datetime, timedelta

import httpx
import pytest

from jujiao.demo.wechat.platform import Platform
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.wechat.account import Account
from jujiao.kernel.machine.wechat.client import Official
from jujiao.testing.platform_requests import APP_ID, NOW

SECRET = "hidden-secret"


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    found = Hands()
    monkeypatch.setattr(clock, "now", found)
    return found


@pytest.fixture
def platform(hands: Hands) -> Platform:
    return Platform(APP_ID, SECRET, now=hands, url="https://api.weixin.qq.com")


@pytest.fixture
def requests(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """What the platform was asked, oldest first."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        kind, content = platform.answer(request.url.path, dict(request.url.params), request.content)
        return httpx.Response(200, headers={"Content-Type": kind}, content=content)

    real, transport = httpx.Client, httpx.MockTransport(answer)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    return asked


@pytest.fixture
def account() -> Account:
    return Account(app_id=APP_ID, secret=SECRET)


@pytest.fixture
def official(account: Account, requests: list[httpx.Request], db: None) -> Official:
    return Official(account)
