"""What is said to the owner once a complaint is registered, in both languages, for whoever complains."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.promise_words import spoken_promise
from jujiao.service.complaints.queries_case import promises_of
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db


def complained(cast: Cast, now: datetime, **facts: Any) -> Complaint:
    given: dict[str, Any] = {"room": cast.room, "person": cast.resident.person, **facts}
    category = Category.objects.get(code="leak")
    by = cast.clerk.viewer
    return operations.register(
        actor=by, now=now, estate=cast.estate, category=category, text="漏水", channel="phone", **given
    )


def said(complaint: Complaint, language: str = "en") -> str:
    return spoken_promise(complaint, promises_of(complaint), language).removeprefix(
        f"Your complaint is registered, number {complaint.number}. "
    )


def test_both_limits(cast: Cast, now: datetime) -> None:
    complaint = complained(cast, now)
    assert (
        said(complaint) == "You will have a first answer by Mar 12, 10:00, and it will be dealt with by Mar 13, 10:00."
    )
    assert said(complaint, "zh-hans") == (
        f"您的投诉已登记，编号 {complaint.number}。我们会在 3月12日 10:00 前给您初步回复，3月13日 10:00 前处理完毕。"
    )


def test_whoever_leaves_no_number_is_told_where_to_ask(cast: Cast, now: datetime) -> None:
    complaint = complained(cast, now, person=None, anonymous=True)
    assert said(complaint) == ("It will be dealt with by Mar 13, 10:00. Please ask at the front desk with this number.")


def test_midnight_belongs_to_the_day_that_ends(cast: Cast, now: datetime) -> None:
    midnight = now.replace(hour=0)
    complaint = complained(cast, now, received_at=midnight, backdating_reason="夜里打来的")
    assert "by Mar 11, 24:00" in said(complaint)


def test_a_limit_that_has_passed_already_is_not_promised(cast: Cast, now: datetime) -> None:
    entered_late = {"backdating_reason": "系统维护"}
    day_and_half = complained(cast, now, received_at=now - timedelta(hours=36), **entered_late)
    assert said(day_and_half) == "We will answer you at once, and it will be dealt with by Mar 11, 22:00."
    three_days = complained(cast, now, received_at=now - timedelta(hours=71), **entered_late)
    assert said(three_days) == "We will see to it at once."


def test_after_the_first_reply_only_completion_is_spoken_of(cast: Cast, now: datetime) -> None:
    complaint = complained(cast, now)
    operations.reply(
        actor=cast.clerk.viewer, now=now, complaint_id=complaint.pk, version=None, text="马上到", channel="phone"
    )
    assert said(complaint) == "It will be dealt with by Mar 13, 10:00."


def test_of_a_closed_one_only_the_number(cast: Cast, now: datetime) -> None:
    complaint = complained(cast, now)
    operations.withdraw(actor=cast.resident.viewer, now=now, complaint_id=complaint.pk, version=None)
    assert spoken_promise(complaint, promises_of(complaint), "en") == (
        f"Your complaint is registered, number {complaint.number}."
    )
