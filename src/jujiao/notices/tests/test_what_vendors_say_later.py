"""Receipts come several at once, twice, in any order, and before our own row is committed; each counts once."""

from datetime import timedelta
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from jujiao.kernel.machine.messaging.port import Accepted, Refused
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Attempt, CallTask, Delivery, Notice, Receipt
from jujiao.notices.operations import Outsider, Telling, received, tell
from jujiao.notices.operations.receipts import answered
from jujiao.notices.operations.sending import begin
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.messaging import Vendor, carry_out
from jujiao.testing.rows import SUBJECT


def told(cast: Cast) -> Delivery:
    """A text message to the resident's spouse that is about to leave."""
    telling = Telling(
        outsiders=[Outsider(cast.spouse, "", cast.spouse.phone)],
        kind="complaint.replied",
        key="sample:1",
        subject=Subject(SUBJECT, 1),
        params={"number": "YX-1", "said": "明天上门。"},
        estate_id=cast.estate.pk,
    )
    tell(telling, now=NOW)
    return Delivery.objects.get()


def receipt(**facts: Any) -> bool:
    given: dict[str, Any] = {
        "way": "sms", "vendor_id": "v1", "attempt_id": None, "delivered": True, "code": "DELIVRD", "sentence": "",
        "at": NOW + timedelta(seconds=8), "now": NOW + timedelta(seconds=9),
    }  # fmt: skip
    return received(**{**given, **facts})


def accepted(delivery: Delivery, vendor_id: str = "v1") -> Attempt:
    attempt = begin(delivery.pk, address="13800000106", now=NOW)
    assert attempt
    answered(attempt.pk, Accepted(vendor_id), now=NOW + timedelta(seconds=1))
    attempt.refresh_from_db()
    return attempt


def test_a_message_that_was_accepted_arrives(cast: Cast) -> None:
    attempt = accepted(told(cast))
    assert (attempt.state, Delivery.objects.get().state) == ("accepted", "sent")
    for _twice in range(2):
        assert receipt()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.accepted_at, attempt.ended_at) == (
        "delivered", NOW + timedelta(seconds=1), NOW + timedelta(seconds=8),
    )  # fmt: skip
    assert (Delivery.objects.get().state, Receipt.objects.count()) == ("delivered", 0)


def test_a_receipt_that_comes_before_the_answer_is_kept_and_counts_with_it(cast: Cast) -> None:
    delivery = told(cast)
    for _twice in range(2):
        assert not receipt()
    assert Receipt.objects.get().matched_at is None
    attempt = accepted(delivery)
    assert attempt.state == "delivered"
    assert Receipt.objects.get().matched_at == NOW + timedelta(seconds=1)


def test_our_own_id_is_enough_before_the_vendor_has_answered(cast: Cast) -> None:
    attempt = begin(told(cast).pk, address="13800000106", now=NOW)
    assert attempt
    assert receipt(vendor_id="", attempt_id=attempt.pk)
    attempt.refresh_from_db()
    assert (attempt.state, Notice.objects.get().accepted_at) == ("delivered", NOW + timedelta(seconds=8))
    answered(attempt.pk, Accepted("v1"), now=NOW + timedelta(seconds=20))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.accepted_at, attempt.vendor_id) == ("delivered", NOW + timedelta(seconds=8), "v1")


def test_a_vendors_clock_that_is_wrong_moves_nothing_before_the_sending_or_into_the_future(cast: Cast) -> None:
    attempt = begin(told(cast).pk, address="13800000106", now=NOW)
    assert attempt
    receipt(vendor_id="", attempt_id=attempt.pk, at=NOW - timedelta(hours=8))
    assert (Notice.objects.get().accepted_at, Notice.objects.get().accepted_by) == (NOW, "sms")


def test_what_failed_after_it_was_accepted_goes_to_the_next_way(cast: Cast) -> None:
    attempt = accepted(told(cast))
    for _twice in range(2):
        assert receipt(delivered=False, code="MK:0001", sentence="no such number")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.code, attempt.sentence) == ("failed", "MK:0001", "no such number")
    assert (CallTask.objects.count(), Notice.objects.get().call) == (1, CallTask.objects.get())


def test_what_arrived_is_not_undone_by_a_receipt_that_says_otherwise(cast: Cast) -> None:
    attempt = accepted(told(cast))
    receipt()
    receipt(delivered=False)
    attempt.refresh_from_db()
    assert (attempt.state, CallTask.objects.count()) == ("delivered", 0)


def test_what_the_network_left_unknown_counts_once_a_receipt_says_that_it_came(
    cast: Cast, vendor: Vendor, moment: Moment
) -> None:
    told(cast)
    vendor.ready = [TimeoutError("no answer"), Refused("isv.ILLEGAL", "no", again=False)]
    carry_out(moment.now)
    carry_out(moment.forward(seconds=21))
    assert CallTask.objects.get().waits
    first = Attempt.objects.get(n=1)
    at = moment.now - timedelta(seconds=10)
    assert receipt(vendor_id="", attempt_id=first.pk, at=at, now=moment.now)
    assert Notice.objects.get().accepted_at == at
    assert CallTask.objects.get().outcome == "overtaken"


def test_an_unknown_message_or_one_of_another_way_changes_nothing(cast: Cast) -> None:
    accepted(told(cast))
    assert not receipt(vendor_id="v2")
    assert not receipt(way="email")
    assert not receipt(vendor_id="", attempt_id=UUID(int=7))
    assert Attempt.objects.get().state == "accepted"
    assert Receipt.objects.filter(matched_at=None).count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_its_receipt_at_the_same_moment_find_each_other(cast: Cast) -> None:
    attempt = begin(told(cast).pk, address="13800000106", now=NOW)
    assert attempt
    answering, done = Event(), Event()

    def come() -> None:
        answering.wait(60)
        receipt()
        done.set()
        connection.close()

    second = Thread(target=come)
    second.start()
    with transaction.atomic():
        answered(attempt.pk, Accepted("v1"), now=NOW)
        answering.set()
        assert not done.wait(0.3), "it waits for the answer to be committed"
    second.join(60)
    attempt.refresh_from_db()
    assert attempt.state == "delivered"
