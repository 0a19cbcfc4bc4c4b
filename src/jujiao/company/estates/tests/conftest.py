"""The short messages sent during a test, as in the tests of signing in."""

from jujiao.company.accounts.tests.conftest import messages

__all__ = ["messages"]
