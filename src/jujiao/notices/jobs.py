"""Work of the worker: sending what leaves the house."""

import logging

from django.db.models import F
from django.utils import translation
from procrastinate.contrib.django import app

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.channels import SENDERS
from jujiao.notices.models import Delivery, DeliveryState
from jujiao.notices.operations import DELIVER, postpone, queue
from jujiao.notices.preferences import on_duty, preference_of, ways_of
from jujiao.notices.queries import may_know
from jujiao.notices.sentences import outside

ATTEMPTS = 6
"""Of one mail, until it stays failed. An absent database ends nothing: the job is done again, however often."""
RETRY = Retry(exponential_wait=4)
logger = logging.getLogger(__name__)


@app.task(name=DELIVER, retry=RETRY)
def deliver(*, delivery_ids: list[int]) -> None:
    """Sends deliveries, each at least once, with a stable id. Where one of several fails, it and those behind it go on
    by jobs of their own; one that has failed for the last time stays so for people to see."""
    for place, delivery_id in enumerate(delivery_ids):
        try:
            send_once(delivery_id=delivery_id)
        except Exception:
            if len(delivery_ids) == 1:
                raise
            queue(delivery_ids[place:], together=1)
            return


def send_once(*, delivery_id: int) -> None:
    """One attempt. A failure is written down before it is raised again; the last one is final. What its reader may no
    longer know of, as somebody was named or cases were merged since it was written, never leaves, nor does what was
    withdrawn meanwhile, what its reader does not want or has no address for, or anything once their account is closed.
    In quiet hours it waits for their end, when it is all asked anew."""
    delivery = Delivery.objects.select_related("notice__recipient__preference").get(pk=delivery_id)
    if delivery.state == DeliveryState.SENT:
        return
    reader = delivery.notice.recipient
    if delivery.notice.withdrawn_at is not None or not reader.is_active or not may_know(delivery.notice):
        Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.WITHHELD)
        return
    preference, now = preference_of(reader), clock.now()
    meant = ways_of(delivery.notice.kind, preference, now, on_duty=on_duty(preference, now))
    if not meant.mail or not reader.email:
        Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.UNWANTED)
        return
    if meant.not_before is not None:
        postpone(delivery, until=meant.not_before)
        return
    last = delivery.attempts + 1 >= ATTEMPTS
    attempt = Delivery.objects.filter(pk=delivery_id)
    attempt.update(attempts=F("attempts") + 1)
    try:
        with translation.override(reader.language):
            SENDERS[delivery.channel](delivery, outside(delivery.notice, clock.now()))
    except Exception as error:
        state = DeliveryState.FAILED if last else DeliveryState.QUEUED
        attempt.update(state=state, last_error=f"{type(error).__name__}: {error}"[:300])
        logger.warning("delivery %s failed: %s", delivery_id, type(error).__name__)
        if last:
            return
        raise
    attempt.update(state=DeliveryState.SENT, sent_at=clock.now(), last_error="")
