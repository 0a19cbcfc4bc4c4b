"""People are told something: once, in their inbox and by mail, and every attempt can be seen."""

from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.kernel.machine.messaging.mail import MailSender
from jujiao.kernel.machine.messaging.port import Answer, Message
from jujiao.notices.jobs import deliver, send_once
from jujiao.notices.models import Attempt, Delivery, Notice
from jujiao.notices.operations import Telling, mark_read, retry, tell
from jujiao.notices.operations.sending import begin
from jujiao.notices.sentences import UnknownNoticeError, kinds, sentence
from jujiao.promises.models import Rung
from jujiao.rules.attempts import PATIENT
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
    states = Delivery.objects.order_by("id").values_list("notice__recipient", "channel", "state", "tries", "sent_at")
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
    attempt = Attempt.objects.get()
    assert sent.extra_headers["Message-ID"] == f"<{attempt.pk}@jujiao>"
    assert (attempt.state, attempt.address, attempt.n) == ("accepted", cast.clerk.user.email, 1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.sent_at) == ("sent", 1, attempt.accepted_at)


def test_each_try_of_a_mail_server_that_refuses_is_a_row_of_its_own(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids: list[UUID] = []

    def refuse(_self: MailSender, _message: Message, *, address: str, attempt_id: UUID) -> Answer:
        ids.append(attempt_id)
        raise ConnectionRefusedError("no mail today")

    delivery = a_delivery(cast)
    monkeypatch.setattr(MailSender, "send", refuse)
    tries = len(PATIENT) + 1
    for number in range(1, tries + 1):
        assert not send_once(delivery_id=delivery.pk)
        jobs = ProcrastinateJob.objects.filter(args={"delivery_ids": [delivery.pk]}, scheduled_at__isnull=False)
        assert jobs.count() == min(number, tries - 1), "another try waits, but after the last"

    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("failed", tries)
    rows = Attempt.objects.order_by("n").values_list("pk", "state", "code", "sentence")
    assert list(rows) == [(one, "failed", "ConnectionRefusedError", "no mail today") for one in ids]
    assert len(set(ids)) == tries

    monkeypatch.undo()
    retry(delivery=delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("queued", 0)
    assert send_once(delivery_id=delivery.pk)
    assert (Attempt.objects.count(), len(mail.outbox)) == (tries + 1, 1)


def test_a_mail_that_fails_does_not_hold_up_those_that_were_to_go_with_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = [a_delivery(cast) for _number in range(4)]
    send = MailSender.send

    def refuse_the_second(sender: MailSender, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        if Attempt.objects.get(pk=attempt_id).delivery_id == deliveries[1].pk:
            raise ConnectionRefusedError("not to this address")
        return send(sender, message, address=address, attempt_id=attempt_id)

    monkeypatch.setattr(MailSender, "send", refuse_the_second)
    deliver(delivery_ids=[one.pk for one in deliveries])
    assert len(mail.outbox) == 1
    waiting = ProcrastinateJob.objects.order_by("id").values_list("args", flat=True)
    assert list(waiting) == [{"delivery_ids": [one.pk]} for one in deliveries[1:]]


def test_what_a_worker_was_at_when_it_died_is_sent_again_under_the_same_id(cast: Cast) -> None:
    delivery = a_delivery(cast)
    left = begin(delivery.pk, address="wf@example.org", now=NOW)
    assert left
    send_once(delivery_id=delivery.pk)
    assert Attempt.objects.get().pk == left.pk
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{left.pk}@jujiao>"


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
        params |= {"said": "修好了", "name": "YX-1", "numbers": "YX-1", "actor": "许丽", "department": "工程部"}
        params |= {"day": "2026-12-31", "title": "保安", "first": "YX-1", "last": "2026-12-31"}
        params |= {"asker": "许丽", "other": "YX-1", "post": "YX-1", "at": "09:00", "from": "YX-1", "until": "17:00"}
        params |= {"code": "48001"}
        said = sentence(Notice(kind=kind, params=params, recipient=cast.clerk.user))
        assert ("First reply" if kind == "promise.gathered" else "YX-1") in said


def test_a_kind_without_a_sentence_is_told_to_nobody(cast: Cast) -> None:
    with pytest.raises(UnknownNoticeError, match=r"tea\.served"), transaction.atomic():
        tell(Telling(users=[cast.clerk.user], **{**TOLD, "kind": "tea.served"}), now=NOW)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()
