"""A way that failed is followed by the next of the person's order, once, within a minute."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import PhoneChange
from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.choosing import choose_ways
from jujiao.notices.models import Attempt, CallTask, Delivery, Notice
from jujiao.notices.operations import Outsider, Telling, tell
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.messaging import Vendor, carry_out
from jujiao.testing.rows import SUBJECT

GONE = Refused("isv.GONE", "not in service", again=False)
BUSY = Refused("isp.BUSY", "busy", again=True)


@pytest.fixture
def owner(cast: Cast) -> User:
    """The resident, who has an address for mail too."""
    user = cast.resident.user
    user.email = "lin@example.org"
    user.save(update_fields=["email"])
    return user


def telling(**more: Any) -> Telling:
    given: dict[str, Any] = {
        "kind": "complaint.replied", "key": "sample", "subject": Subject(SUBJECT, 7), "estate_id": 1,
        "params": {"number": "YX-1", "said": "明天上门。"},
    }  # fmt: skip
    return Telling(**{**given, **more})


def ways() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("id").values_list("channel", "state"))


def test_an_owner_with_an_account_has_the_inbox_and_a_mail_and_no_text_message(
    owner: User, vendor: Vendor, moment: Moment
) -> None:
    tell(telling(users=[owner]), now=NOW)
    carry_out(moment.now)
    assert (ways(), len(mail.outbox), vendor.sent) == ([("email", "sent")], 1, [])


@pytest.mark.parametrize("order", [["sms", "email"], ["email", "sms"]])
def test_the_person_chooses_the_order_of_ways(
    cast: Cast, owner: User, vendor: Vendor, moment: Moment, order: list[str]
) -> None:
    choose_ways(user=owner, no_mail=[], no_system=[], quiet=None, order=order, actor=cast.resident.viewer, now=NOW)
    (notice,) = tell(telling(users=[owner]), now=NOW)
    assert notice.ways == order
    carry_out(moment.now)
    assert ways() == [(order[0], "sent")]
    assert len(vendor.sent) + len(mail.outbox) == 1


def test_what_fails_goes_on_by_the_next_way_once(cast: Cast, owner: User, vendor: Vendor, moment: Moment) -> None:
    choose_ways(
        user=owner, no_mail=[], no_system=[], quiet=None, order=["sms", "email"], actor=cast.resident.viewer, now=NOW
    )
    tell(telling(users=[owner]), now=NOW)
    vendor.ready = [GONE]
    carry_out(moment.now)
    assert ways() == [("sms", "failed"), ("email", "sent")]
    second = Delivery.objects.get(channel="email")
    assert (second.after_id, len(mail.outbox)) == (Delivery.objects.get(channel="sms").pk, 1)


def test_what_must_reach_them_goes_by_the_way_that_was_asked_for_and_on_within_a_minute(
    cast: Cast, owner: User, vendor: Vendor, moment: Moment
) -> None:
    tell(telling(users=[owner], must_reach=True, by="sms", phone="13800000101"), now=NOW)
    vendor.ready = [BUSY, BUSY]
    carry_out(moment.now)
    assert ways() == [("sms", "queued")]
    carry_out(moment.forward(seconds=59))
    assert ways() == [("sms", "failed"), ("email", "sent")]
    assert Attempt.objects.filter(delivery__channel="sms").count() == 2
    assert Notice.objects.get().accepted_by == "email"
    assert not CallTask.objects.exists()


def test_the_last_way_that_fails_becomes_one_call_with_all_that_is_to_be_said(
    cast: Cast, vendor: Vendor, moment: Moment
) -> None:
    vendor.ready = [GONE, GONE]
    outsiders = [Outsider(cast.spouse, "", cast.spouse.phone)]
    tell(telling(outsiders=outsiders, key="1"), telling(outsiders=outsiders, key="2"), now=NOW)
    carry_out(moment.now)
    assert CallTask.objects.get().notices.count() == 2


def test_the_same_is_told_to_somebody_outside_once(cast: Cast) -> None:
    one = telling(outsiders=[Outsider(cast.spouse, "", cast.spouse.phone)])
    assert len(tell(one, now=NOW)) == 1
    assert tell(one, now=NOW) == []
    nobody = telling(outsiders=[Outsider(None, "13877770001")])
    assert len(tell(nobody, now=NOW)) == 1
    assert tell(nobody, now=NOW) == []


def test_a_number_that_was_just_changed_is_not_told_anything(cast: Cast, vendor: Vendor, moment: Moment) -> None:
    PhoneChange.objects.create(
        person=cast.spouse, old=cast.spouse.phone, new="13999990000", changed_at=NOW, holds_from=NOW + timedelta(days=3)
    )
    type(cast.spouse).objects.filter(pk=cast.spouse.pk).update(phone="13999990000")
    tell(telling(outsiders=[Outsider(cast.spouse, "", "13800000106")]), now=NOW)
    carry_out(moment.now)
    assert [one.address for one in vendor.sent] == ["13800000106"]


def test_the_inbox_of_nobody_shows_what_was_told_outside(cast: Cast) -> None:
    tell(telling(outsiders=[Outsider(cast.spouse, "", cast.spouse.phone)]), now=NOW)
    assert not Notice.objects.filter(recipient__isnull=False).exists()
    assert ProcrastinateJob.objects.count() == 1
