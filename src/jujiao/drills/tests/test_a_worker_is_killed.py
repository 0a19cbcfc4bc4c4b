"""The short form of `./jujiao drill kill`: a real worker is killed with -9 in the middle of its alarms."""

from collections.abc import Callable

import pytest

from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, until
from jujiao.kernel import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.notices.models import Notice
from jujiao.promises.jobs import fire_one_due
from jujiao.promises.models import Alarm, Promise
from jujiao.service.complaints.models import Category
from jujiao.service.complaints.operations import register
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)

PROMISES = 12


def test_what_a_killed_worker_was_at_is_told_once_by_the_next(cast: Cast, stage: Stage) -> None:
    _killed_at_work(cast, stage.worker(arguments=("--no-deliveries",)), Alarm.objects.exists)
    assert _the_next_worker_goes_on() > 0
    fired = list(Alarm.objects.values_list("promise_id", flat=True))
    assert sorted(fired) == sorted(Promise.objects.values_list("pk", flat=True))
    assert TimelineEntry.objects.filter(verb="alarm").count() == PROMISES
    assert Notice.objects.filter(key__startswith="promise:").count() == sum(
        len(one.told) for one in Alarm.objects.all()
    )


def test_without_its_guard_a_killed_worker_takes_an_alarm_along(cast: Cast, stage: Stage) -> None:
    claimed = Promise.objects.filter(next_alarm_at=None).exists
    careless = stage.worker(module="jujiao.drills.skewed", arguments=("--no-deliveries",), DRILL_CARELESS="2")
    _killed_at_work(cast, careless, claimed)
    _the_next_worker_goes_on()
    assert Alarm.objects.count() == PROMISES - 1


def _killed_at_work(cast: Cast, worker: Process, begun: Callable[[], bool]) -> None:
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
    until(60, begun, "the worker does not begin", pause=0.01)
    worker.kill()


def _the_next_worker_goes_on() -> int:
    """How many alarms were left for it."""
    fired = 0
    while fire_one_due(now=clock.database_now()):
        fired += 1
    return fired
