"""What the tests of the portal share."""

import pytest
from django.test import Client

from jujiao.company.accounts.tests.conftest import messages
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

__all__ = ["messages"]


@pytest.fixture
def auditor(cast: Cast, sign_in: SignIn) -> Client:
    client = sign_in(cast.auditor)
    client.cookies["django_language"] = "en"
    return client
