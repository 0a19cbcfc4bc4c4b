"""Work of the worker: letting robots speak, and forgetting what they have said."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from jujiao.kernel.database.clearing import clear
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.robots.models import Saying
from jujiao.notices.robots.operations.saying import SPEAK
from jujiao.notices.robots.operations.speaking import speak

KEPT: Final = timedelta(days=30)
"""How long it is known what a robot has said."""


@app.task(name=SPEAK, retry=Retry(exponential_wait=4))
def let_speak(*, robot_id: int) -> None:
    """Lets a robot say what waits, and has itself called again where something still does: once, however many ask."""
    again = speak(robot_id, now=clock.database_now())
    if again is not None:
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task(SPEAK, schedule_at=again, queueing_lock=f"{SPEAK}:{robot_id}").defer(robot_id=robot_id)


@app.periodic(cron="47 4 * * *")
@app.task(name="robots.tidy", queueing_lock="robots.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every night."""
    clear(Saying.objects.filter(ended_at__lt=clock.now() - KEPT).order_by("ended_at"))
