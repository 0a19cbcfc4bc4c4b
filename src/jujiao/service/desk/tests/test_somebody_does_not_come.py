"""3.1.1: whoever is planned signs on within 5 minutes of the start; else the head hears, and not before."""

import pytest

from jujiao.company.duty.models import LeaveKind
from jujiao.company.duty.operations import cancel, take_leave
from jujiao.promises.models import Alarm, Promise
from jujiao.service.desk.tests.scene import (
    DAY,
    HOUR,
    MINUTE,
    Desk,
    a_minute_of_the_worker,
    promises,
    run,
    the_desk,
    told,
)
from jujiao.testing.cast import NOW, Cast

SIGN_ON = "planned_duty.sign_on"


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return the_desk(cast)


def test_a_missing_sign_on_reaches_the_head_five_minutes_after_the_start_and_not_before(cast: Cast, desk: Desk) -> None:
    duty, before = desk.planned(cast.clerk, NOW), desk.comes(cast.clerk2, NOW - 8 * HOUR)
    a_minute_of_the_worker(NOW - MINUTE)
    assert promises(SIGN_ON) == []
    desk.goes(before, cast.clerk2, NOW)
    run(NOW, 4)
    a_minute_of_the_worker(NOW + 5 * MINUTE - MINUTE / 60)
    promise = Promise.objects.get(kind=SIGN_ON)
    assert (promise.subject_id, promise.started_at, promise.due_at) == (duty.pk, NOW, NOW + 5 * MINUTE)
    assert (promise.employee, promise.department) == (cast.clerk.employee, cast.customer_service)
    assert told("promise.due") == []
    a_minute_of_the_worker(NOW + 5 * MINUTE)
    assert told("promise.due") == ["clerk", "head_of_service"]
    assert Alarm.objects.get().fired_at == NOW + 5 * MINUTE


def test_the_sign_on_itself_keeps_it_at_its_time(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW)
    run(NOW, 3)
    desk.comes(cast.clerk, NOW + 4 * MINUTE)
    assert promises(SIGN_ON) == [("met", NOW + 4 * MINUTE)]
    run(NOW + 5 * MINUTE, 2)
    assert told("promise.due") == []


def test_who_came_early_kept_it_too_and_is_counted(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW)
    desk.comes(cast.clerk, NOW - 6 * MINUTE)
    assert promises(SIGN_ON) == [("met", NOW - 6 * MINUTE)]
    run(NOW, 6)
    assert promises(SIGN_ON) == [("met", NOW - 6 * MINUTE)]
    assert not Alarm.objects.exists()


def test_who_was_there_before_the_duty_was_theirs_is_not_said_to_be_missing(cast: Cast, desk: Desk) -> None:
    """Somebody jumps in, and the head writes the duty down afterwards; whoever came before it and went is missing."""
    there = desk.comes(cast.clerk, NOW - 3 * HOUR)
    desk.planned(cast.clerk, NOW)
    run(NOW, 1)
    assert promises(SIGN_ON) == []
    before = desk.comes(cast.clerk2, NOW - 3 * HOUR)
    desk.goes(before, cast.clerk2, NOW - MINUTE)
    desk.planned(cast.clerk2, NOW)
    a_minute_of_the_worker(NOW + 2 * MINUTE)
    assert Promise.objects.get(kind=SIGN_ON).employee == cast.clerk2.employee
    desk.goes(there, cast.clerk, NOW + 3 * MINUTE)


def test_after_two_days_away_each_duty_that_nobody_came_to_is_said_once(cast: Cast, desk: Desk) -> None:
    for nth in range(3):
        desk.planned(cast.clerk, NOW - 2 * DAY + nth * 20 * HOUR)
    a_minute_of_the_worker(NOW + HOUR)
    assert Alarm.objects.filter(promise__kind=SIGN_ON).count() == 3
    said = len(told("promise.manager"))
    run(NOW + HOUR + MINUTE, 3)
    assert Alarm.objects.filter(promise__kind=SIGN_ON).count() == 3
    assert len(told("promise.manager")) <= said


def test_nobody_is_expected_for_what_is_cancelled_or_in_ones_leave(cast: Cast, desk: Desk) -> None:
    first, second = desk.planned(cast.clerk, NOW), desk.planned(cast.clerk2, NOW)
    a_minute_of_the_worker(NOW)
    assert [state for state, _at in promises(SIGN_ON)] == ["running", "running"]
    cancel(duty=first, actor=cast.head_of_service.viewer, now=NOW + MINUTE)
    take_leave(
        employee=second.employee, kind=LeaveKind.SICK, starts_at=NOW, ends_at=NOW + DAY,
        actor=cast.head_of_service.viewer, now=NOW + 2 * MINUTE,
    )  # fmt: skip
    assert promises(SIGN_ON) == [("cancelled", NOW + MINUTE), ("cancelled", NOW + 2 * MINUTE)]
    later = desk.planned(cast.clerk2, NOW + 20 * HOUR)
    run(NOW + 5 * MINUTE, 1)
    a_minute_of_the_worker(later.starts_at + 6 * MINUTE)
    assert Promise.objects.filter(kind=SIGN_ON).count() == 2


def test_a_duty_given_to_somebody_else_is_theirs_to_sign_on_for(cast: Cast, desk: Desk) -> None:
    duty = desk.planned(cast.clerk, NOW)
    a_minute_of_the_worker(NOW)
    duty.employee = cast.clerk2.employee
    duty.save()
    a_minute_of_the_worker(NOW + MINUTE)
    a_minute_of_the_worker(NOW + 2 * MINUTE)
    rows = Promise.objects.filter(kind=SIGN_ON).order_by("pk").values_list("state", "employee")
    assert list(rows) == [("cancelled", cast.clerk.employee.pk), ("running", cast.clerk2.employee.pk)]


def test_who_was_not_there_while_the_worker_was_away_is_still_said(cast: Cast, desk: Desk) -> None:
    duty = desk.planned(cast.clerk, NOW)
    a_minute_of_the_worker(duty.ends_at + HOUR)
    promise = Promise.objects.get(kind=SIGN_ON)
    assert (promise.started_at, promise.due_at) == (NOW, NOW + 5 * MINUTE)
    assert told("promise.manager") == ["head_of_service", "manager"]
    a_minute_of_the_worker(duty.ends_at + HOUR + MINUTE)
    assert promises(SIGN_ON) == [("cancelled", duty.ends_at + HOUR + MINUTE)]
    run(duty.ends_at + 2 * HOUR, 2)
    assert Promise.objects.filter(kind=SIGN_ON).count() == 1


def test_what_was_long_ago_is_left_alone(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW - 4 * DAY)
    a_minute_of_the_worker(NOW)
    assert promises(SIGN_ON) == []
