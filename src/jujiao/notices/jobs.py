"""Work of the worker: sending what leaves the house."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from jujiao.kernel.database.clearing import clear
from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock, retrying
from jujiao.kernel.machine.messaging import port
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused, Sender
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.addresses import address_of
from jujiao.notices.models import CLOSED, Attempt, Channel, Delivery, DeliveryState, Notice, Preference, Receipt
from jujiao.notices.operations.outcomes import skip
from jujiao.notices.operations.receipts import answered
from jujiao.notices.operations.sending import DELIVER, begin, postpone, queue
from jujiao.notices.preferences import on_duty, preference_of, ways_of
from jujiao.notices.queries import may_know
from jujiao.notices.sentences import blanks, chatted, outside, said
from jujiao.notices.wechat.models import Follower
from jujiao.notices.wechat.operations.sending import WeChat, parts_left
from jujiao.notices.wechat.queries import way_to
from jujiao.rules.wechat import Way

RETRY = Retry(exponential_wait=4)
KEPT: Final = timedelta(days=14)
"""How long a receipt is kept that belongs to nothing of ours; vendors send them within three days."""
logger = logging.getLogger(__name__)


@app.task(name=DELIVER, retry=RETRY)
def deliver(*, delivery_ids: list[int]) -> None:
    """Sends deliveries, each at least once: what a worker was at when it died is sent again under the same id. Where
    one of several fails, those behind it go on by jobs of their own, as whatever it was may hold up each of them."""
    for place, delivery_id in enumerate(delivery_ids, start=1):
        try:
            went = send_once(delivery_id=delivery_id)
        except Exception:
            if len(delivery_ids) == 1:
                raise
            queue(delivery_ids[place - 1 :], together=1)
            return
        if not went:
            queue(delivery_ids[place:], together=1)
            return


def send_once(*, delivery_id: int) -> bool:
    """One attempt; whether the way did its part, which is False where it failed. What its reader may no longer know of,
    as somebody was named or cases were merged since it was written, never leaves, nor does what was withdrawn
    meanwhile, what its reader does not want or has no address for, or a mail once their account is closed. In quiet
    hours it waits for their end, when it is all asked anew."""
    rows = Delivery.objects.select_related("notice__recipient__preference", "notice__person")
    delivery, now = rows.get(pk=delivery_id), clock.now()
    address = _ready(delivery, now) if delivery.state == DeliveryState.QUEUED else ""
    if not address:
        return True
    reader = delivery.notice.recipient
    with translation.override(reader.language if reader else settings.LANGUAGE_CODE):
        message = message_of(delivery, now)
    way = way_within(delivery, message, address, now)
    if way is None and delivery.past:
        skip(delivery_id, state=DeliveryState.FAILED, now=now)
        return True
    attempt = begin(delivery_id, address=address, way=CLOSED if way is None else way, now=now)
    return attempt is None or _send(attempt, delivery, message)


def _ready(delivery: Delivery, now: datetime) -> str:
    """The address to which a delivery leaves now; "" where it does not, and is ended or waits."""
    notice = delivery.notice
    closed = notice.recipient is not None and not notice.recipient.is_active and not notice.must_reach
    if notice.withdrawn_at is not None or closed or not may_know(notice):
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.WITHHELD)
        return ""
    wish = preference_of(notice.recipient) if notice.recipient else Preference()
    meant = ways_of(notice.kind, wish, now, on_duty=on_duty(wish, now))
    address = address_of(notice, delivery.channel, now)
    if not address or not (meant.mail or notice.must_reach):
        skip(delivery.pk, now=now)
        return ""
    if meant.not_before is not None:
        postpone(delivery, until=meant.not_before)
        return ""
    return address


def _send(attempt: Attempt, delivery: Delivery, message: Message) -> bool:
    try:
        answer: Answer = sender_of(attempt, delivery).send(message, address=attempt.address, attempt_id=attempt.pk)
    except AWAY:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the network or the vendor's library raises
        # Whether the vendor took it is unknown: it counts as failed until a receipt says otherwise.
        answer = Refused(type(error).__name__, str(error), again=True)
        logger.warning("delivery %s failed: %s", delivery.pk, type(error).__name__)
    answered(attempt.pk, answer, now=clock.now())
    return isinstance(answer, Accepted)


def way_within(delivery: Delivery, message: Message, address: str, now: datetime) -> str | None:
    """By which of several ways within its channel a message goes now, "" where there is but one; None where none of
    those is open that it is not past."""
    if delivery.channel != Channel.WECHAT:
        return ""
    follower = Follower.objects.select_related("account").get(pk=address)
    parts = parts_left(delivery, follower, message)
    return way_to(follower, past=delivery.past, messages=len(parts), now=retrying.by_the_database(now))


def sender_of(attempt: Attempt, delivery: Delivery) -> Sender:
    """Who sends an attempt."""
    if delivery.channel != Channel.WECHAT:
        return port.sender_of(delivery.channel)
    follower = Follower.objects.select_related("account__estate").get(pk=attempt.address)
    return WeChat(follower, None if attempt.way == CLOSED else Way(attempt.way), delivery.notice)


def message_of(delivery: Delivery, now: datetime) -> Message:
    """What leaves, in the language in force."""
    notice = delivery.notice
    link = f"{settings.SITE_URL}{notice.url}" if notice.url else ""
    return Message(template=notice.kind, params=blanks(notice), text=_text(notice, delivery.channel, now), link=link)


def _text(notice: Notice, channel: str, now: datetime) -> str:
    match channel:
        case Channel.EMAIL:
            return outside(notice, now)
        case Channel.WECHAT:
            return chatted(notice)
        case _:
            return said(notice)


@app.periodic(cron="37 4 * * *")
@app.task(name="notices.tidy", queueing_lock="notices.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every night: receipts that belong to nothing of ours are forgotten."""
    clear(Receipt.objects.filter(received_at__lt=clock.now() - KEPT).order_by("pk"))
