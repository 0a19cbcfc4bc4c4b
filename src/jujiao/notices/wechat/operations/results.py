"""What the platform says later of a message that it took."""

from datetime import datetime
from typing import Final

from jujiao.notices.operations.receipts import received
from jujiao.notices.wechat.models import Follower

BLOCKED: Final = "user block"
"""In the status of what the follower does not let through (拒收)."""


def told(
    *, follower: Follower, message_id: str, arrived: bool, code: str, status: str, at: datetime, now: datetime
) -> None:
    """Writes down what became of the message that it calls `message_id`, in the caller's transaction: whether it has
    `arrived`, else its `code`, "" where it gives none, and its `status` in words."""
    received(
        way="wechat",
        vendor_id=message_id,
        attempt_id=None,
        delivered=arrived,
        code=code,
        sentence="" if arrived else status,
        at=at,
        now=now,
    )
