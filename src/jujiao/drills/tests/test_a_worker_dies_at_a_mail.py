"""The short form of `./jujiao drill outage`: a real worker is killed while the mail server still holds its mail."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.drills.mailbox import mailbox
from jujiao.drills.stage import Stage, until
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.deliveries import take_over
from jujiao.notices.models import Channel, Delivery, DeliveryState
from jujiao.notices.operations import Telling, tell
from jujiao.portal.system import state
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_its_mail_waits_for_the_next_worker(cast: Cast, stage: Stage) -> None:
    with mailbox() as box:
        box.hands_free.clear()
        stage.environment |= box.environment
        worker = stage.worker()
        arrived = Telling(
            users=[cast.clerk.user], kind="complaint.arrived", key="drill", subject=None, params={"number": "1"}
        )
        tell(arrived, now=clock.now())
        until(60, lambda: box.tried, "no mail is sent", pause=0.02)
        worker.kill()
    assert the_job().status == "doing"  # without the guard it would stay so
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
        cursor.execute("UPDATE kernel_heartbeat SET beat_at = now() - interval '41 seconds'")
    assert asyncio.run(_take_over()) >= 1, "what else the dead worker was at is taken over too"
    assert Delivery.objects.get(channel=Channel.EMAIL).state == DeliveryState.QUEUED
    assert the_job().status == "todo"
    assert not state(clock.database_now()).working


def the_job() -> ProcrastinateJob:
    """The mail's; what a worker has to do by the hour may stand beside it."""
    job: ProcrastinateJob = ProcrastinateJob.objects.get(task_name="notices.deliver")
    return job


async def _take_over() -> int:
    courier = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with courier.open_async():
        return await take_over(courier)
