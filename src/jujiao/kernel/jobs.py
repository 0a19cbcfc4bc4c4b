"""Work of the worker: answers to repeated requests are kept for a while and then forgotten."""

from datetime import datetime, timedelta
from typing import Final

from procrastinate.contrib.django import app

from jujiao.kernel.database.clearing import clear
from jujiao.kernel.machine import clock
from jujiao.kernel.models import IdempotencyKey

ANSWERS_KEPT: Final = timedelta(days=30)
"""How long a repeated request gets its first answer. After that it is a new one."""


@app.periodic(cron="23 * * * *")
@app.task(name="kernel.tidy", queueing_lock="kernel.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every hour."""
    forget_answers(now=clock.now())


def forget_answers(*, now: datetime) -> int:
    """Takes away the keys of requests that are too old to be repeated, the oldest first, and says how many those were.

    There is no index on when they came: one would cost every registration more than this look once an hour."""
    return clear(IdempotencyKey.objects.filter(created_at__lt=now - ANSWERS_KEPT).order_by("pk"))
