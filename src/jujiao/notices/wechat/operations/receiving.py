"""One message or event of the platform's: its row and all that follows from it, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from jujiao.kernel.machine.wechat.kinds import Read
from jujiao.notices.wechat.models import Account, Follower, Inbound
from jujiao.notices.wechat.operations.effects import Received, follow_up, kind_of


@dataclass(frozen=True)
class Taken:
    """What became of it: whether it was `new`, and what the follower reads at once, "" for nothing."""

    new: bool
    reply: str = ""


REPEATED: Final = Taken(new=False)


@transaction.atomic
def receive(*, account: Account, read: Read, now: datetime) -> Taken:
    """Keeps what a follower sent or did, once for its `key`; `now` is when we had it, by the database's clock.

    The follower is held: what one of them does follows one behind the other, so that a repetition finds the row. What
    people write goes up to whoever answers it (`kernel.record.chapters.correspondence`); whatever has to ask the
    platform is left to jobs of this transaction."""
    follower = _held(account, read.openid, now)
    inbound, new = Inbound.objects.get_or_create(
        account=account,
        key=read.key,
        defaults={"follower": follower, "kind": kind_of(read), "at": min(read.at, now), "received_at": now},
    )
    if not new:
        return REPEATED
    return Taken(new=True, reply=follow_up(Received(account, follower, inbound, read, now)))


def _held(account: Account, openid: str, now: datetime) -> Follower:
    """The follower, held until the transaction ends; others may still point to the row meanwhile."""
    Follower.objects.get_or_create(account=account, openid=openid, defaults={"first_at": now})
    return Follower.objects.select_for_update(no_key=True).get(account=account, openid=openid)
