"""Telling people things: the inbox row and its deliveries, in the transaction of whatever is told about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from jujiao.company.accounts.models import User
from jujiao.kernel import live
from jujiao.notices.models import Channel, Delivery, DeliveryState, Notice


@transaction.atomic
def tell(
    *,
    users: Iterable[User],
    kind: str,
    key: str,
    now: datetime,
    params: dict[str, Any] | None = None,
    url: str = "",
    estate_id: int | None = None,
) -> list[Notice]:
    """Tells each user once per `key`: a row in the inbox, and a delivery for each way out that the user has.

    Returns the notices that are new. The mail goes out by a job deferred here: no commit, no mail."""
    told = list({user.pk: user for user in users}.values())
    known = set(Notice.objects.filter(recipient__in=told, key=key).values_list("recipient_id", flat=True))
    notices = Notice.objects.bulk_create(
        [
            Notice(
                recipient=user, kind=kind, key=key, params=params or {}, url=url, estate_id=estate_id, created_at=now
            )
            for user in told
            if user.pk not in known
        ]
    )
    _send(notices, now)
    live.changed(*(f"user:{notice.recipient_id}" for notice in notices))
    return notices


def _send(notices: list[Notice], now: datetime) -> None:
    """The inbox has its row already; mails wait for the worker."""
    deliveries = [
        Delivery(
            notice=notice, channel=Channel.INBOX, state=DeliveryState.SENT, created_at=now, sent_at=now, attempts=1
        )
        for notice in notices
    ]
    mails = [Delivery(notice=one, channel=Channel.EMAIL, created_at=now) for one in notices if one.recipient.email]
    Delivery.objects.bulk_create([*deliveries, *mails])
    for mail in mails:
        queue(mail)


def queue(delivery: Delivery) -> None:
    """Defers the sending of a delivery, inside the caller's transaction."""
    from jujiao.notices.jobs import deliver

    deliver.defer(delivery_id=delivery.pk)


@transaction.atomic
def retry(*, delivery: Delivery) -> None:
    """Sends a failed delivery once more."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.state == DeliveryState.FAILED:
        held.state = DeliveryState.QUEUED
        held.save(update_fields=["state"])
        queue(held)


def mark_read(*, user_id: int, now: datetime, notice_id: int | None = None) -> int:
    """Marks one notice, or all, of a user as read; returns how many were unread."""
    unread = Notice.objects.filter(recipient_id=user_id, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=now)
