"""How the floors above learn that somebody else, or a new password, can open an account."""

from datetime import datetime
from typing import Protocol

from jujiao.company.accounts.models import User
from jujiao.kernel.record.access import Viewer


class OnAccessChanged(Protocol):
    """Called within the transaction; `verb` is what the account's timeline says of it."""

    def __call__(self, *, user: User, verb: str, actor: Viewer, now: datetime) -> object: ...


on_access_changed: list[OnAccessChanged] = []
"""Filled by the floors above when they are ready: they tell the person, and who oversees them."""


def access_changed(user: User, verb: str, actor: Viewer, now: datetime) -> None:
    """Lets everybody hear who asked to."""
    for hear in on_access_changed:
        hear(user=user, verb=verb, actor=actor, now=now)
