"""What becomes of a job whose worker died at it."""

import asyncio
from datetime import timedelta

import attr
import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from jujiao.kernel.machine import clock, retrying
from jujiao.kernel.machine.deliveries import take_over
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.jobs import deliver

_JOB = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="any")

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_job_of_a_dead_worker_is_taken_over() -> None:
    _job_at_work(silent_for=31)
    assert _take_over() == 1
    assert ProcrastinateJob.objects.get().status == "todo"


def test_the_job_of_a_worker_that_was_forgotten_is_taken_over() -> None:
    _job_at_work(silent_for=31)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    assert _take_over() == 1
    assert ProcrastinateJob.objects.get().status == "todo"


def test_the_job_of_a_living_worker_is_left_to_it() -> None:
    _job_at_work(silent_for=25)
    assert _take_over() == 0
    assert ProcrastinateJob.objects.get().status == "doing"


def test_a_wrong_clock_of_the_host_does_not_move_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "_ahead", timedelta(0))
    true_now = clock.now()
    retrying.compare_clocks(true_now - timedelta(minutes=10))
    decision = Retry(exponential_wait=4).get_retry_decision(exception=OSError(), job=_JOB)
    assert decision is not None
    assert decision.retry_at is not None
    assert abs(decision.retry_at - (true_now - timedelta(minutes=10) + timedelta(seconds=4))) < timedelta(seconds=2)


@pytest.mark.parametrize("away", [OperationalError(), ConnectorException()])
def test_an_absent_database_makes_no_job_wait_longer_and_longer(away: Exception) -> None:
    often = attr.evolve(_JOB, attempts=9)
    soon = Retry(exponential_wait=4).get_retry_decision(exception=away, job=often)
    late = Retry(exponential_wait=4).get_retry_decision(exception=OSError(), job=often)
    assert soon is not None
    assert late is not None
    for decision, wait in ((soon, retrying.SOON), (late, retrying.LONGEST)):
        assert decision.retry_at is not None
        assert abs(decision.retry_at - retrying.by_the_database(clock.now() + wait)) < timedelta(seconds=2)


def _job_at_work(*, silent_for: int) -> None:
    """A job that a worker took, which was last heard of so many seconds ago."""
    deliver.defer(delivery_ids=[1])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_for],
        )
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", cursor.fetchone())


def _take_over() -> int:
    async def once() -> int:
        courier = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with courier.open_async():
            return await take_over(courier)

    return asyncio.run(once())
