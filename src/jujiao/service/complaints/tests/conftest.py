"""The short messages sent during a test, as in the tests of signing in; and what several files here start from."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from jujiao.company.accounts.tests.conftest import messages
from jujiao.kernel.machine import clock
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast

__all__ = ["messages"]


@pytest.fixture
def desk(cast: Cast, moment: Moment) -> Desk:
    return Desk(cast, moment)


@pytest.fixture
def at_that_moment(monkeypatch: pytest.MonkeyPatch, now: datetime, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def phone(cast: Cast, sign_in: Any) -> Client:
    """The resident's phone."""
    client: Client = sign_in(cast.resident)
    return client
