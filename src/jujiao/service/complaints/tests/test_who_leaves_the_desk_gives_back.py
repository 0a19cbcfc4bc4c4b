"""3.1.1: whoever goes off duty at the desk gives back what they had taken of its work, in the same transaction."""

from datetime import timedelta
from typing import Any

import pytest

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.duty.operations import sign_off, sign_on
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.operations import handing_back
from jujiao.testing.cast import NOW, Cast, Member

HOUR = timedelta(hours=1)


def taken(cast: Cast, who: Member, department: str, about: Member | None = None) -> Complaint:
    """A complaint that somebody of a department has in hand, perhaps about a colleague."""
    complaint = operations.register(
        actor=cast.resident.viewer, now=NOW, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="物业费账单看不懂", channel="online", room=cast.room, person=cast.resident.person,
        about_employee=about.employee if about else None,
    )  # fmt: skip
    step: dict[str, Any] = {"now": NOW, "complaint_id": complaint.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=getattr(cast, department), **step)
    return operations.accept(actor=who.viewer, **step)


def on_duty(cast: Cast, who: Member, department: str, kind: str) -> Attendance:
    post, _made = DutyPost.objects.get_or_create(
        estate=cast.estate, department=getattr(cast, department), kind=kind, defaults={"name": f"岗 {kind}"}
    )
    return sign_on(duty_post=post, actor=who.viewer, now=NOW)


def test_what_a_clerk_had_taken_is_in_the_queue_again(cast: Cast) -> None:
    complaint = taken(cast, cast.clerk, "customer_service")
    there = on_duty(cast, cast.clerk, "customer_service", "desk")
    on_duty(cast, cast.clerk2, "customer_service", "desk")
    before = dict(Promise.objects.filter(subject_id=complaint.pk, state="running").values_list("kind", "due_at"))
    sign_off(attendance=there, actor=cast.clerk.viewer, now=NOW + HOUR)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.handler, complaint.department) == ("dispatched", None, cast.customer_service)
    running = Promise.objects.filter(subject_kind=SUBJECT, subject_id=complaint.pk, state="running")
    after = dict(running.values_list("kind", "due_at"))
    assert after.pop("complaint.accept") > NOW + HOUR
    assert after == before
    assert entries_of(SUBJECT, complaint.pk).order_by("-seq").values_list("verb", flat=True)[0] == "hand_back"
    told = Notice.objects.filter(kind="complaint.left_at_the_desk").values_list("recipient__username", flat=True)
    assert list(told) == ["clerk2"]


def test_whoever_it_is_about_is_not_told(cast: Cast) -> None:
    complaint = taken(cast, cast.clerk, "customer_service", about=cast.clerk2)
    there = on_duty(cast, cast.clerk, "customer_service", "desk")
    on_duty(cast, cast.clerk2, "customer_service", "desk")
    sign_off(attendance=there, actor=cast.clerk.viewer, now=NOW + HOUR)
    [number] = Notice.objects.filter(kind="complaint.left_at_the_desk").values_list("params__numbers", flat=True)
    assert number == complaint.number
    told = Notice.objects.filter(kind="complaint.left_at_the_desk").values_list("recipient__username", flat=True)
    assert "clerk2" not in told


def test_what_engineers_accepted_stays_with_them(cast: Cast) -> None:
    complaint = taken(cast, cast.engineer, "engineering")
    there = on_duty(cast, cast.engineer, "engineering", "repair")
    sign_off(attendance=there, actor=cast.engineer.viewer, now=NOW + HOUR)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.handler) == ("accepted", cast.engineer.employee)
    assert not Notice.objects.filter(kind="complaint.left_at_the_desk").exists()


def test_both_are_done_or_nothing_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = taken(cast, cast.clerk, "customer_service")
    there = on_duty(cast, cast.clerk, "customer_service", "desk")

    def joined(*_given: object) -> None:
        raise Stale("a double joined", given=1, current=2)

    monkeypatch.setattr(handing_back, "check_none_joined", joined)
    with pytest.raises(Stale):
        sign_off(attendance=there, actor=cast.clerk.viewer, now=NOW + HOUR)
    there.refresh_from_db()
    complaint.refresh_from_db()
    assert (there.signed_off_at, complaint.state) == (None, "accepted")
