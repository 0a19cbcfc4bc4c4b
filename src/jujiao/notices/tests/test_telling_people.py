"""People are told something: once, in their inbox and by mail, and every attempt can be seen."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.notices import channels
from jujiao.notices.jobs import ATTEMPTS, deliver, send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.operations import Telling, mark_read, retry, tell
from jujiao.notices.sentences import UnknownNoticeError, kinds, sentence
from jujiao.promises.models import Rung
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import a_delivery

TOLD: dict[str, Any] = {
    "kind": "complaint.arrived",
    "key": "complaint:1:arrived",
    "params": {"number": "YX-1"},
    "subject": None,
}


def test_a_telling_is_an_inbox_row_and_a_mail_that_waits(cast: Cast) -> None:
    (notice,) = tell(Telling(users=[cast.clerk.user], url="/complaints/1/", **TOLD), now=NOW)
    states = Delivery.objects.filter(notice=notice).values_list("channel", "state")
    assert list(states) == [("email", "queued")]
    assert ProcrastinateJob.objects.get().task_name == "notices.deliver"


def test_the_same_key_tells_once(cast: Cast) -> None:
    tell(Telling(users=[cast.clerk.user], **TOLD), now=NOW)
    again = tell(Telling(users=[cast.clerk.user, cast.clerk2.user, cast.clerk2.user], **TOLD), now=NOW)
    assert [notice.recipient for notice in again] == [cast.clerk2.user]
    assert Notice.objects.count() == 2


def test_without_an_address_there_is_the_inbox_alone(cast: Cast) -> None:
    cast.clerk.user.email = ""
    tell(Telling(users=[cast.clerk.user, cast.clerk2.user], **TOLD), now=NOW)
    assert Notice.objects.count() == 2
    states = Delivery.objects.order_by("id").values_list("notice__recipient", "channel", "state", "attempts", "sent_at")
    assert list(states) == [
        (cast.clerk2.user.pk, "email", "queued", 0, None),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_tell_it_once(cast: Cast) -> None:
    told = []

    def work() -> None:
        told.append(tell(Telling(users=[cast.clerk.user], **TOLD), now=NOW))
        connection.close()

    with transaction.atomic():
        tell(Telling(users=[cast.clerk.user], **TOLD), now=NOW)
        second = Thread(target=work)
        second.start()
        second.join(0.3)
        assert second.is_alive()
    second.join(60)
    assert told == [[]]
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 1)


def test_what_is_rolled_back_tells_nobody(cast: Cast) -> None:
    with transaction.atomic():
        tell(Telling(users=[cast.clerk.user], **TOLD), now=NOW)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_mail_speaks_the_readers_language_and_leads_to_the_case(cast: Cast) -> None:
    delivery = a_delivery(cast)
    cast.clerk.user.language = "en"
    cast.clerk.user.save(update_fields=["language"])
    Notice.objects.filter(pk=delivery.notice_id).update(url="/complaints/7/")

    send_once(delivery_id=delivery.pk)

    (sent,) = mail.outbox
    assert "a new complaint is waiting" in sent.subject
    assert "http://localhost:8000/complaints/7/" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{delivery.message_id}@jujiao>"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 1)


def test_a_mail_server_that_refuses_is_written_down_and_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_delivery: Delivery, _text: str) -> None:
        raise ConnectionRefusedError("no mail today")

    delivery = a_delivery(cast)
    monkeypatch.setitem(channels.SENDERS, "email", refuse)
    for _attempt in range(ATTEMPTS - 1):
        with pytest.raises(ConnectionRefusedError):
            send_once(delivery_id=delivery.pk)
    send_once(delivery_id=delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("failed", ATTEMPTS)
    assert delivery.last_error == "ConnectionRefusedError: no mail today"

    monkeypatch.undo()
    retry(delivery=delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("queued", 0)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error, len(mail.outbox)) == ("sent", "", 1)


def test_a_mail_that_fails_does_not_hold_up_those_that_were_to_go_with_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = [a_delivery(cast) for _number in range(4)]

    def refuse_the_second(delivery: Delivery, text: str) -> None:
        if delivery == deliveries[1]:
            raise ConnectionRefusedError("not to this address")
        channels.send_email(delivery, text)

    monkeypatch.setitem(channels.SENDERS, "email", refuse_the_second)
    deliver(delivery_ids=[one.pk for one in deliveries])
    assert len(mail.outbox) == 1
    waiting = ProcrastinateJob.objects.order_by("id").values_list("args", flat=True)
    assert list(waiting) == [{"delivery_ids": [one.pk]} for one in deliveries[1:]]


def test_what_was_sent_is_not_sent_twice(cast: Cast) -> None:
    delivery = a_delivery(cast)
    for _time in range(2):
        send_once(delivery_id=delivery.pk)
    assert len(mail.outbox) == 1


def test_reading_marks_ones_own_only(cast: Cast) -> None:
    tell(Telling(users=[cast.clerk.user, cast.clerk2.user], **TOLD), now=NOW)
    assert mark_read(user_id=cast.clerk.user.pk, now=NOW + timedelta(minutes=1)) == 1
    assert Notice.objects.get(recipient=cast.clerk2.user).read_at is None


def test_every_kind_has_a_sentence(cast: Cast) -> None:
    assert {f"promise.{rung.value}" for rung in Rung} <= set(kinds())
    for kind in kinds():
        params = {"number": "YX-1", "estate": "YX-1", "promise": "First reply", "round": 2}
        params |= {"name": "YX-1", "numbers": "YX-1", "actor": "许丽", "department": "工程部"}
        said = sentence(Notice(kind=kind, params=params, recipient=cast.clerk.user))
        assert ("First reply" if kind == "promise.gathered" else "YX-1") in said


def test_a_kind_without_a_sentence_is_told_to_nobody(cast: Cast) -> None:
    with pytest.raises(UnknownNoticeError, match=r"tea\.served"), transaction.atomic():
        tell(Telling(users=[cast.clerk.user], **{**TOLD, "kind": "tea.served"}), now=NOW)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()
