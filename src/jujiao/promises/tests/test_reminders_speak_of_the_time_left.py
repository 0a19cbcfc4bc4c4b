"""A reminder says what it is about and how much time is left when it is read; it waits until the promise ends."""

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from jujiao.kernel.record.subjects import Subject
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.operations import move
from jujiao.notices.queries import abouts, inbox_of, unread
from jujiao.notices.web import read_now
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import end, next_alarm_at
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import KIND, SUBJECT, a_promise

HOUR = timedelta(hours=1)


@pytest.fixture
def reminded(cast: Cast) -> Promise:
    """A promise of which the engineer has been reminded when half of its time was gone."""
    promise = a_promise(cast, employee=cast.engineer.employee)
    promise.next_alarm_at = next_alarm_at(promise, fired=None)
    promise.save(update_fields=["next_alarm_at"])
    assert Alarms()(NOW + 12 * HOUR)
    return promise


def letters(client: Client) -> list[str]:
    return [strip_tags(letter.text) for letter in client.get("/notices/").context["letters"]]


def over(promise: Promise, at: datetime) -> None:
    end(subject_kind=SUBJECT, subject_id=promise.subject_id, kinds=[KIND], state=PromiseState.MET, at=at)


@pytest.mark.parametrize(
    ("language", "at", "words"),
    [
        ("zh-hans", NOW + 24 * HOUR - timedelta(minutes=10), "电梯 · 3号楼：初步回复还剩 10 分钟"),
        ("zh-hans", NOW + 25 * HOUR, "电梯 · 3号楼：初步回复已超时 1 小时"),
        ("en", NOW + 22 * HOUR, "电梯 · 3号楼: First reply, 2 h left"),
    ],
)
def test_it_says_what_it_is_about_and_the_time_left_at_that_moment(
    language: str, at: datetime, words: str, reminded: Promise, cast: Cast
) -> None:
    notice = inbox_of(cast.engineer.viewer).get(promise_id=reminded.pk)
    about = abouts(cast.engineer.viewer, [notice])[Subject(SUBJECT, reminded.subject_id)]
    with translation.override(language):
        assert strip_tags(read_now(notice, about, at)) == words


def test_of_what_the_reader_may_not_see_now_it_says_the_number_alone(
    reminded: Promise, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jujiao.notices.web.abouts", lambda _viewer, _notices: {})
    (words,) = letters(sign_in(cast.engineer))
    assert words.startswith(reminded.subject_label)


def test_the_mail_names_the_number_and_the_moment_and_nothing_else(reminded: Promise, cast: Cast) -> None:
    mailed = Delivery.objects.get(channel="email", notice__recipient=cast.engineer.user)
    send_once(delivery_id=mailed.pk)
    with translation.override("zh-hans"):
        (sent,) = mail.outbox
    assert sent.subject.startswith(f"{reminded.subject_label}：“初步回复”")
    assert "电梯" not in f"{sent.subject} {sent.body}"


def test_once_the_promise_ends_it_waits_no_more_and_no_mail_leaves(
    reminded: Promise, cast: Cast, sign_in: SignIn
) -> None:
    assert unread(cast.engineer.viewer) == 1
    over(reminded, NOW + 13 * HOUR)
    assert unread(cast.engineer.viewer) == 0
    notice = Notice.objects.get()
    assert (notice.withdrawn_at, notice.read_at) == (NOW + 13 * HOUR, None)
    client = sign_in(cast.engineer)
    assert letters(client) == ["电梯 · 3号楼：“初步回复”已了结"]
    assert client.get("/notices/?unread=1").context["letters"] == []
    mailed = Delivery.objects.get(channel="email")
    send_once(delivery_id=mailed.pk)
    mailed.refresh_from_db()
    assert (mailed.state, mail.outbox) == ("withheld", [])


def test_what_is_rolled_back_withdraws_nothing(reminded: Promise, cast: Cast) -> None:
    with transaction.atomic():
        over(reminded, NOW + 13 * HOUR)
        transaction.set_rollback(True)
    assert unread(cast.engineer.viewer) == 1


def test_reminders_of_other_promises_stay(reminded: Promise, cast: Cast) -> None:
    over(a_promise(cast), NOW + 13 * HOUR)
    assert Notice.objects.get(promise_id=reminded.pk).withdrawn_at is None


def test_a_date_that_is_counted_anew_is_said_anew(reminded: Promise) -> None:
    move(reminded.pk, due_at=NOW + 30 * HOUR)
    assert Notice.objects.get().due_at == NOW + 30 * HOUR


@pytest.mark.django_db(transaction=True)
def test_an_alarm_at_the_moment_of_the_step_leaves_nothing_that_waits(cast: Cast) -> None:
    """The alarm holds the promise; the step waits for it, and withdraws what it told."""
    promise = a_promise(cast, employee=cast.engineer.employee, next_alarm_at=NOW + 12 * HOUR)

    def step() -> None:
        with transaction.atomic():
            over(promise, NOW + 12 * HOUR)
        connection.close()

    with transaction.atomic():
        assert Alarms()(NOW + 12 * HOUR)
        second = Thread(target=step)
        second.start()
        second.join(0.3)
        assert second.is_alive()
    second.join(60)
    assert [(one.withdrawn_at, one.kind) for one in Notice.objects.all()] == [(NOW + 12 * HOUR, "promise.half")]
