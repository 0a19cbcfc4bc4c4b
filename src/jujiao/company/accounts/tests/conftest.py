"""What the tests of signing in share."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from jujiao.company.accounts.tests.messages import SENDER, Kept


@pytest.fixture
def messages(settings: Settings) -> Iterator[list[tuple[str, str]]]:
    """The short messages sent during the test."""
    settings.JUJIAO_SMS_SENDER = SENDER
    Kept.sent.clear()
    yield Kept.sent
    Kept.sent.clear()
