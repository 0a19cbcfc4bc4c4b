"""How the floors above learn that a year was published."""

from datetime import datetime
from typing import Protocol

from jujiao.kernel.record.access import Viewer


class OnPublished(Protocol):
    """Called within the publishing transaction, once the days of `year` are those that count."""

    def __call__(self, *, year: int, actor: Viewer, now: datetime) -> object: ...


on_published: list[OnPublished] = []
"""Filled by the floors above when they are ready: they work out anew what was provisional."""
