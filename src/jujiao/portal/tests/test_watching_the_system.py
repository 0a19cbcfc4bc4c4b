"""Whether anybody works, and whether anything waits too long."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.backup.condition import Condition
from jujiao.kernel.machine.backup.shelf import Kept
from jujiao.kernel.models import Heartbeat
from jujiao.notices.models import DeliveryState
from jujiao.notices.operations import queue
from jujiao.portal.system import PATIENCE, SILENT, state
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_delivery, a_failed_attempt, a_promise


def test_without_a_worker_there_is_trouble(cast: Cast, sign_in: SignIn) -> None:
    assert not state(NOW).working
    assert state(NOW).troubles == 1
    assert sign_in(cast.sysadmin).get("/system/").context["state"].troubles >= 1


def test_a_worker_that_has_gone_silent_is_told_from_one_that_works(cast: Cast) -> None:
    Heartbeat.objects.create(name="a:1", started_at=NOW, beat_at=NOW)
    Heartbeat.objects.create(name="b:2", started_at=NOW, beat_at=NOW + timedelta(seconds=1))
    assert [(worker.beat.name, worker.alive) for worker in state(NOW + SILENT).workers] == [
        ("b:2", True),
        ("a:1", False),
    ]
    assert state(NOW + SILENT).troubles == 0
    assert not state(NOW + SILENT + timedelta(seconds=1)).working


def test_an_alarm_that_nobody_fired_is_a_fault_within_a_minute(cast: Cast) -> None:
    a_promise(cast, next_alarm_at=NOW)
    a_promise(cast, next_alarm_at=NOW + timedelta(seconds=30))
    assert (state(NOW + PATIENCE).oldest_alarm, state(NOW + PATIENCE).alarm_late) == (NOW, False)
    assert state(NOW + PATIENCE + timedelta(seconds=1)).alarm_late
    assert state(NOW - timedelta(seconds=1)).oldest_alarm is None


def test_deliveries_that_failed_are_counted(cast: Cast) -> None:
    a_delivery(cast, state=DeliveryState.FAILED)
    a_delivery(cast)
    assert state(NOW).failed == 1


def test_mails_that_are_tried_again_are_shown_with_what_the_server_said(cast: Cast, sign_in: SignIn) -> None:
    a_failed_attempt(a_delivery(cast), "SMTPDataError", "(200, b'over quota')")
    a_delivery(cast)
    assert (state(NOW).tried_again, state(NOW).last_error) == (1, "SMTPDataError: (200, b'over quota')")
    assert "over quota" in sign_in(cast.sysadmin).get("/system/").text


def test_a_disk_that_is_nearly_full_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not state(NOW).disk_full
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(total=100, free=4))
    assert (state(NOW).disk_full, state(NOW).disk_free, state(NOW).troubles) == (True, 4, 2)


def test_jobs_that_wait_are_counted(cast: Cast) -> None:
    from jujiao.notices.jobs import deliver

    deliver.defer(delivery_ids=[a_delivery(cast).pk])
    later = clock.database_now() + PATIENCE + timedelta(seconds=1)
    assert (state(later).jobs, state(later).jobs_late) == (1, True)


def test_a_mail_that_waited_for_its_hour_is_late_from_then_on(cast: Cast) -> None:
    morning = clock.now() + timedelta(hours=9)
    queue([a_delivery(cast).pk], at=morning)
    assert state(morning - timedelta(seconds=1)).jobs == 0
    assert (state(morning).jobs, state(morning).jobs_late) == (1, False)
    assert state(morning + PATIENCE + timedelta(seconds=1)).jobs_late


def test_a_year_that_is_missing_in_december_is_told(cast: Cast) -> None:
    december = NOW.replace(month=12, day=1)
    assert state(NOW).missing_year is None
    assert state(december).missing_year == 2027


def test_the_backups_are_shown_with_what_is_wrong(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept("a", NOW, NOW, system=7, line=1, wal_start=0, wal_end=0, bytes=4_900_000, photos=12)
    found = Condition(last=kept, received_at=NOW, late=True, silent=True, trouble="no room left")
    monkeypatch.setattr("jujiao.portal.system.condition", lambda _now: found)
    page = sign_in(cast.sysadmin).get("/system/")
    assert page.context["state"].troubles == 3, "and no worker"
    text = page.content.decode()
    assert ("12 个附件" in text or "12 attachments" in text, "no room left" in text) == (True, True)
    monkeypatch.setattr("jujiao.portal.system.condition", lambda _now: None)
    assert "数据库管理员" in sign_in(cast.sysadmin).get("/system/").content.decode()
