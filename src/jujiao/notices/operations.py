"""Telling people things: the inbox row and its deliveries, in the transaction of whatever is told about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from jujiao.company.accounts.models import User
from jujiao.kernel import live
from jujiao.notices.models import Channel, Delivery, DeliveryState, Notice

DELIVER: Final = "notices.deliver"
"""The name under which the worker knows the job that sends."""
TOGETHER: Final = 50
"""Mails that one job sends, one after the other."""
SEND: Final = """
INSERT INTO notices_delivery (notice_id, channel, state, attempts, sent_at, created_at, message_id, last_error)
SELECT way.*, %s, gen_random_uuid(), ''
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[], %s::timestamptz[]) AS way
RETURNING id, channel
"""
"""Deliveries of many notices in one statement: an alarm for many people is written as quickly as it can be."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Something to be told to some people, to each once per `key`; `kind` and `params` make the sentence."""

    users: Iterable[User]
    kind: str
    key: str
    params: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    estate_id: int | None = None


@transaction.atomic(savepoint=False)
def tell(*tellings: Telling, now: datetime) -> list[Notice]:
    """Tells each: a row in the inbox of everybody meant, and a delivery for each way out that they have.

    Returns the notices that are new. Mails go out by jobs deferred here: no commit, no mail."""
    wanted = {(user.pk, one.key): (user, one) for one in tellings for user in one.users}
    known = Notice.objects.filter(
        recipient__in={user_id for user_id, _ in wanted}, key__in={key for _, key in wanted}
    ).values_list("recipient_id", "key")
    for there in known:
        wanted.pop(there, None)
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=user,
            kind=one.kind,
            key=one.key,
            params=one.params,
            url=one.url,
            estate_id=one.estate_id,
            created_at=now,
        )
        for user, one in wanted.values()
    )
    if notices:
        _send(notices, now)
    live.changed(*{f"user:{notice.recipient_id}" for notice in notices})
    return notices


def _send(notices: list[Notice], now: datetime) -> None:
    """The inbox has its row already; mails wait for the worker."""
    ways: list[tuple[Any, ...]] = [(notice.pk, Channel.INBOX, DeliveryState.SENT, 1, now) for notice in notices]
    ways += [(one.pk, Channel.EMAIL, DeliveryState.QUEUED, 0, None) for one in notices if one.recipient.email]
    with connection.cursor() as cursor:
        cursor.execute(SEND, [now, *map(list, zip(*ways, strict=True))])
        queue([delivery_id for delivery_id, channel in cursor.fetchall() if channel == Channel.EMAIL])


def queue(delivery_ids: Sequence[int], *, together: int = TOGETHER) -> None:
    """Defers the sending of deliveries, inside the caller's transaction; up to `together` of them by one job."""
    jobs: list[JSONDict] = [{"delivery_ids": list(group)} for group in batched(delivery_ids, together)]
    if jobs:
        app.configure_task(DELIVER).batch_defer(*jobs)


@transaction.atomic
def retry(*, delivery: Delivery) -> None:
    """Sends a failed delivery once more."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.state == DeliveryState.FAILED:
        held.state, held.attempts = DeliveryState.QUEUED, 0
        held.save(update_fields=["state", "attempts"])
        queue([held.pk])


def mark_read(*, user_id: int, now: datetime, notice_id: int | None = None) -> int:
    """Marks one notice, or all, of a user as read; returns how many were unread."""
    unread = Notice.objects.filter(recipient_id=user_id, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=now)
