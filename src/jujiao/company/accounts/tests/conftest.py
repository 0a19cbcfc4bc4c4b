"""What the tests of signing in share."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from jujiao.company.accounts.tests.messages import SENDER, Sent, forget
from jujiao.kernel.machine.messaging import texts


@pytest.fixture
def messages(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sent]:
    """The text messages sent during the test."""
    monkeypatch.setitem(texts.VENDORS, "kept", SENDER)
    settings.TEXTS = texts.Texts(vendor="kept")
    forget()
    yield Sent()
    forget()
