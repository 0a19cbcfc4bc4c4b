"""The short form of `./jujiao drill kill`: a real worker is killed with -9 in the middle of its alarms."""

import pytest
from django.db import connection, transaction

from jujiao.drills.stage import Stage, until
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.notices.models import Notice
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm, Promise
from jujiao.service.complaints.models import Category
from jujiao.service.complaints.operations import register
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)

PROMISES = 12


def test_what_a_killed_worker_was_at_is_told_once_by_the_next(cast: Cast, stage: Stage) -> None:
    complaints_come_in(cast)
    with transaction.atomic(), connection.cursor() as cursor:
        # Alarms and timeline entries are written by then, the notices are not.
        cursor.execute("LOCK TABLE notices_notice IN EXCLUSIVE MODE")
        worker = stage.worker(arguments=("--no-deliveries",))
        until(60, someone_waits, "the worker does not come to its notices", pause=0.01)
        worker.kill()
    assert not Alarm.objects.exists()
    the_next_worker_goes_on()
    fired = list(Alarm.objects.values_list("promise_id", flat=True))
    assert sorted(fired) == sorted(Promise.objects.values_list("pk", flat=True))
    assert TimelineEntry.objects.filter(verb="alarm").count() == PROMISES
    assert Notice.objects.filter(key__startswith="promise:").count() == sum(
        len(one.told) for one in Alarm.objects.all()
    )


def test_without_its_guard_a_killed_worker_takes_alarms_along(cast: Cast, stage: Stage) -> None:
    complaints_come_in(cast)
    careless = stage.worker(module="jujiao.drills.skewed", arguments=("--no-deliveries",), DRILL_CARELESS="2")
    until(60, Promise.objects.filter(next_alarm_at=None).exists, "the worker does not begin", pause=0.01)
    careless.kill()
    the_next_worker_goes_on()
    assert not Alarm.objects.exists()


def complaints_come_in(cast: Cast) -> None:
    """All of their promises are long due."""
    for number in range(PROMISES // 3):
        register(
            actor=cast.clerk.viewer,
            now=NOW,
            estate=cast.estate,
            category=Category.objects.get(code="leak"),
            text=f"天花板漏水 {number}",
            channel="phone",
            room=cast.room,
            person=cast.resident.person,
        )


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'notices_notice'::regclass AND NOT granted)"
        )
        (waits,) = cursor.fetchone()
    return bool(waits)


def others_hold_promises() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'promises_promise'::regclass"
            " AND pid <> pg_backend_pid())"
        )
        (held,) = cursor.fetchone()
    return bool(held)


def the_next_worker_goes_on() -> None:
    # What the dead worker holds is passed over until PostgreSQL has noticed its death.
    until(60, lambda: not others_hold_promises(), "the dead worker's session does not end", pause=0.01)
    alarms = Alarms()
    while alarms(clock.database_now()):
        pass
