"""What the platform says later of a message that it took."""

from datetime import datetime
from typing import Final

from jujiao.notices.models import Channel
from jujiao.notices.operations.receipts import received
from jujiao.notices.wechat.models import Follower
from jujiao.notices.wechat.operations.learning import learn
from jujiao.notices.wechat.operations.sending import vendor_id_of
from jujiao.rules.wechat import Way

BLOCKED: Final = "user block"
"""In the status of a template message to somebody who takes none of the account's messages (拒收)."""


def told(
    *, follower: Follower, message_id: str, arrived: bool, code: str, status: str, at: datetime, now: datetime
) -> None:
    """Writes down what became of the message that it calls `message_id`, in the caller's transaction, which holds the
    follower: whether it has `arrived`, else its `code`, which notices alone have, and its `status` in words. What did
    not arrive goes on by the next way, although it was taken."""
    if not arrived:
        if code:
            learn(follower=follower, way=Way.NOTICE, code=code, at=at, now=now)
        elif BLOCKED in status:
            follower.refuses = True
            follower.save(update_fields=["refuses"])
    received(
        way=Channel.WECHAT,
        vendor_id=vendor_id_of(follower.account_id, message_id),
        attempt_id=None,
        delivered=arrived,
        code=code,
        sentence="" if arrived else status,
        at=at,
        now=now,
    )
