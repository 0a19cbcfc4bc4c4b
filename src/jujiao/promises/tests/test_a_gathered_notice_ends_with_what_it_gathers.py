"""One notice a person and day for promises owed by the hundred; it waits as long as any of them runs."""

from datetime import timedelta

import pytest

from jujiao.notices.models import Gathered, Notice
from jujiao.notices.queries import unread
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import end
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import CONTACT, a_promise

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def due(cast: Cast) -> Promise:
    """One that the engineer owes and that is due now."""
    span = {"started_at": NOW - timedelta(hours=24), "due_at": NOW, "next_alarm_at": NOW}
    return a_promise(cast, kind=CONTACT, employee=cast.engineer.employee, owed_to_kind="", owed_to_id=None, **span)


def ended(promise: Promise) -> None:
    kind, subject_id = promise.subject_kind, promise.subject_id
    end(subject_kind=kind, subject_id=subject_id, kinds=[CONTACT], state=PromiseState.MET, at=LATER)


def fire() -> None:
    """Takes what is due until nothing is left."""
    while Alarms()(NOW):
        pass


def gathered() -> list[Notice]:
    return list(Notice.objects.filter(kind="promise.gathered").order_by("pk"))


def test_it_is_withdrawn_with_the_last_of_them(cast: Cast) -> None:
    first, second = due(cast), due(cast)
    fire()
    notices = gathered()
    assert notices
    assert {(one.notice_id, one.promise_id) for one in Gathered.objects.all()} == {
        (notice.pk, promise.pk) for notice in notices for promise in (first, second)
    }
    ended(first)
    assert [notice.waits for notice in gathered()] == [True] * len(notices)
    ended(second)
    assert {notice.withdrawn_at for notice in gathered()} == {LATER}
    assert unread(cast.head_of_engineering.viewer) == 0


def test_one_that_falls_due_later_that_day_has_it_wait_again(cast: Cast) -> None:
    first = due(cast)
    fire()
    count = len(gathered())
    ended(first)
    second = due(cast)
    fire()
    assert [notice.waits for notice in gathered()] == [True] * count  # the same notices, and no second ones
    ended(second)
    assert not any(notice.waits for notice in gathered())


def test_what_was_read_stays_read(cast: Cast) -> None:
    first = due(cast)
    fire()
    Notice.objects.update(read_at=NOW)
    ended(first)
    second = due(cast)
    fire()
    assert {notice.read_at for notice in gathered()} == {NOW}
    assert not any(notice.waits for notice in gathered())
    ended(second)


def test_an_ordinary_promise_gathers_nothing(cast: Cast) -> None:
    promise = a_promise(cast, started_at=NOW - timedelta(hours=24), due_at=NOW, next_alarm_at=NOW)
    fire()
    assert not Gathered.objects.exists()
    assert Notice.objects.filter(promise_id=promise.pk).exists()
