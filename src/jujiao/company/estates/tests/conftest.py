"""The short messages sent during a test, as in the tests of signing in; and what several files here start from."""

from datetime import datetime

import pytest

from jujiao.company.accounts.tests.conftest import messages
from jujiao.kernel.machine import clock

__all__ = ["messages"]


@pytest.fixture
def at_that_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
