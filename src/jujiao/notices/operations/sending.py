"""Sending what leaves the house: each try is a row of its own, written before the vendor is asked."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONDict

from jujiao.notices.models import Attempt, AttemptState, Delivery, DeliveryState

DELIVER: Final = "notices.deliver"
"""The name under which the worker knows the job that sends."""
TOGETHER: Final = 50
"""Messages that one job sends, one after the other."""


def queue(delivery_ids: Sequence[int], *, together: int = TOGETHER, at: datetime | None = None) -> None:
    """Defers the sending of deliveries, until `at` where that is given, inside the caller's transaction; up to
    `together` of them by one job."""
    jobs: list[JSONDict] = [{"delivery_ids": list(group)} for group in batched(delivery_ids, together)]
    if jobs:
        app.configure_task(DELIVER, schedule_at=at).batch_defer(*jobs)


@transaction.atomic
def postpone(delivery: Delivery, *, until: datetime) -> None:
    """Lets a message wait for the end of its reader's quiet hours. Where a job waits for that already, this is
    another try of the one that was to be sent: two at the same instant would send it twice."""
    Delivery.objects.filter(pk=delivery.pk).update(not_before=until)
    same = ProcrastinateJob.objects.filter(task_name=DELIVER, status="todo", scheduled_at=until)
    if not same.filter(args={"delivery_ids": [delivery.pk]}).exists():
        queue([delivery.pk], at=until)


@transaction.atomic
def retry(*, delivery: Delivery) -> None:
    """Sends a failed delivery once more, by a new attempt; not where another way, or a call, has taken its place."""
    held = Delivery.objects.select_for_update(of=("self",)).select_related("notice").get(pk=delivery.pk)
    replaced = held.notice.call_id is not None or Delivery.objects.filter(after=held).exists()
    if held.state == DeliveryState.FAILED and not replaced:
        held.state, held.tries, held.past = DeliveryState.QUEUED, 0, ""
        held.save(update_fields=["state", "tries", "past"])
        queue([held.pk])


@transaction.atomic
def begin(delivery_id: int, *, address: str, way: str = "", now: datetime) -> Attempt | None:
    """The next attempt of a delivery that waits, by one `way` within its channel where there are several, written down
    before anything leaves; the one that a worker left under way when it died; None where there is nothing to send any
    more."""
    held = Delivery.objects.select_for_update().get(pk=delivery_id)
    if held.state != DeliveryState.QUEUED:
        return None
    under_way = held.attempts.filter(state=AttemptState.UNDER_WAY).first()
    if under_way is not None:
        return under_way
    held.tries += 1
    held.save(update_fields=["tries"])
    n = held.attempts.count() + 1
    return Attempt.objects.create(delivery=held, n=n, way=way, address=address, started_at=now)
