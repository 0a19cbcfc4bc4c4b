"""People sign on and off; what happened is written down, whatever was planned."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jujiao.company.duty.days import day_of
from jujiao.company.duty.models import Attendance, Duty, DutyPost
from jujiao.company.duty.operations import Appearance, UnableToSignOff, UnableToSignOn, plan, sign_off, sign_on
from jujiao.company.duty.queries import on_duty
from jujiao.company.staff.models import Deputy
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import NOW, SHANGHAI, Cast, Member

HOUR = timedelta(hours=1)


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.fixture
def post(cast: Cast) -> DutyPost:
    return DutyPost.objects.create(estate=cast.estate, department=cast.engineering, name="维修待命", kind="repair")


def planned(cast: Cast, post: DutyPost, who: Member, start: str, end: str) -> Duty:
    return plan(
        employee=who.employee, duty_post=post, starts_at=at(start), ends_at=at(end),
        actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip


def test_a_duty_is_begun_and_ended(cast: Cast, post: DutyPost) -> None:
    duty = planned(cast, post, cast.engineer, "03-11 14:00", "03-11 22:00")
    attendance = sign_on(duty_post=post, actor=cast.engineer.viewer, now=at("03-11 13:50"))
    assert (attendance.duty, attendance.signed_off_at) == (duty, None)
    with pytest.raises(UnableToSignOn, match="signed on for “维修待命” since"):
        sign_on(duty_post=post, actor=cast.engineer.viewer, now=at("03-11 14:00"))
    sign_off(attendance=attendance, actor=cast.engineer.viewer, now=at("03-11 22:03"))
    with pytest.raises(UnableToSignOff, match="already"):
        sign_off(attendance=attendance, actor=cast.engineer.viewer, now=at("03-11 22:04"))
    attendance.refresh_from_db()
    assert attendance.signed_off_at == at("03-11 22:03")
    verbs = entries_of("duty_post", post.pk).order_by("seq").values_list("verb", flat=True)
    assert [*verbs] == ["plan_duty", "sign_on", "sign_off"]


def test_what_is_not_in_order_is_said(cast: Cast, post: DutyPost) -> None:
    with pytest.raises(UnableToSignOn, match="say what is not"):
        sign_on(duty_post=post, appearance=Appearance(True, False, " "), actor=cast.engineer.viewer, now=NOW)
    assert not Attendance.objects.exists()
    row = sign_on(duty_post=post, appearance=Appearance(True, False, "胡须未刮"), actor=cast.engineer.viewer, now=NOW)
    assert (row.dress_in_order, row.looks_in_order, row.appearance_word) == (True, False, "胡须未刮")
    with pytest.raises(IntegrityError, match="says_what_was_not_in_order"), transaction.atomic():
        Attendance.objects.update(appearance_word="")


@pytest.mark.parametrize(("moment", "counts"), [("11:59", False), ("12:00", True), ("21:59", True), ("22:00", False)])
def test_a_sign_on_belongs_to_the_duty_of_its_time(cast: Cast, post: DutyPost, moment: str, *, counts: bool) -> None:
    duty = planned(cast, post, cast.engineer, "03-11 14:00", "03-11 22:00")
    attendance = sign_on(duty_post=post, actor=cast.engineer.viewer, now=at(f"03-11 {moment}"))
    assert attendance.duty == (duty if counts else None)


def test_who_has_no_post_there_does_not_sign_on(cast: Cast, post: DutyPost) -> None:
    for who in (cast.guard, cast.clerk, cast.manager, cast.outsider, cast.resident):
        with pytest.raises(NotAllowed):
            sign_on(duty_post=post, actor=who.viewer, now=NOW)
    DutyPost.objects.update(in_use=False)
    with pytest.raises(UnableToSignOn, match="not covered"):
        sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW)
    assert not Attendance.objects.exists()


def test_only_the_person_and_who_plans_sign_off(cast: Cast, post: DutyPost) -> None:
    attendance = sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW)
    for who in (cast.engineer2, cast.head_of_service, cast.clerk, cast.outsider):
        with pytest.raises(NotAllowed):
            sign_off(attendance=attendance, actor=who.viewer, now=NOW + HOUR)
    with pytest.raises(UnableToSignOff, match="for the head to say"):
        sign_off(attendance=attendance, at=NOW, actor=cast.engineer.viewer, now=NOW + HOUR)
    for wrong in (NOW - HOUR, NOW + 2 * HOUR):
        with pytest.raises(UnableToSignOff, match="between signing on and now"):
            sign_off(attendance=attendance, at=wrong, actor=cast.head_of_engineering.viewer, now=NOW + HOUR)
    sign_off(attendance=attendance, at=NOW + HOUR / 2, actor=cast.head_of_engineering.viewer, now=NOW + HOUR)
    assert Attendance.objects.get().signed_off_at == NOW + HOUR / 2


def test_who_forgot_says_when_the_duty_ended(cast: Cast, post: DutyPost) -> None:
    attendance = sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW)
    with pytest.raises(UnableToSignOff, match="say when"):
        sign_off(attendance=attendance, actor=cast.engineer.viewer, now=NOW + 16 * HOUR)
    sign_off(attendance=attendance, at=NOW + 8 * HOUR, actor=cast.engineer.viewer, now=NOW + 16 * HOUR)
    sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW + 16 * HOUR)


def lines(cast: Cast, day: str, now: datetime) -> list[tuple[str, Any]]:
    [covered] = day_of(cast.estate, at(f"{day} 00:00").date(), now)
    return [(line.employee.name, line.rest) for line in covered.lines]


def test_a_rest_that_was_too_short_is_taken_down_and_shown(cast: Cast, post: DutyPost) -> None:
    """The relief never came: who stays has their next duty after eight hours, which shows at once."""
    planned(cast, post, cast.engineer, "03-11 14:00", "03-11 22:00")
    late = planned(cast, post, cast.engineer, "03-12 09:00", "03-12 17:00")
    stays = sign_on(duty_post=post, actor=cast.engineer.viewer, now=at("03-11 14:00"))
    assert lines(cast, "03-12", at("03-11 21:00")) == [("赵强", None)]
    assert lines(cast, "03-12", at("03-12 01:00")) == [("赵强", None), ("赵强", 8 * HOUR)]
    sign_off(attendance=stays, actor=cast.engineer.viewer, now=at("03-12 01:00"))
    assert ("赵强", 8 * HOUR) in lines(cast, "03-12", at("03-12 01:00"))
    begun = sign_on(duty_post=post, actor=cast.engineer.viewer, now=at("03-12 09:00"))
    assert begun.duty == late
    assert ("赵强", 8 * HOUR) in lines(cast, "03-12", at("03-12 09:30"))


def test_a_break_within_one_duty_is_no_rest(cast: Cast, post: DutyPost) -> None:
    planned(cast, post, cast.engineer, "03-11 10:00", "03-11 22:00")
    first = sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW)
    sign_off(attendance=first, actor=cast.engineer.viewer, now=NOW + HOUR)
    sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW + 2 * HOUR)
    assert lines(cast, "03-11", NOW + 3 * HOUR) == [("赵强", None)] * 2


def test_what_happened_only_excludes_two_places_at_once(cast: Cast, post: DutyPost) -> None:
    row: dict[str, Any] = {"employee": cast.engineer.employee, "duty_post": post}
    Attendance.objects.create(**row, signed_on_at=NOW, signed_off_at=NOW + 8 * HOUR)
    Attendance.objects.create(**row, signed_on_at=NOW + 8 * HOUR)
    for start, end in ((NOW + HOUR, NOW + 2 * HOUR), (NOW + 9 * HOUR, None)):
        with pytest.raises(IntegrityError, match="attendance_in_one_place"), transaction.atomic():
            Attendance.objects.create(**row, signed_on_at=start, signed_off_at=end)


def test_who_is_on_duty_for_a_post(cast: Cast, post: DutyPost) -> None:
    def found() -> list[tuple[str, bool]]:
        return [(one.employee.name, one.since is not None) for one in on_duty([post], NOW)[post.pk]]

    assert found() == []
    planned(cast, post, cast.engineer, "03-11 10:00", "03-11 18:00")
    assert found() == [("赵强", False)]
    Deputy.objects.create(
        absent=cast.engineer.employee, deputy=cast.guard.employee, starts_at=NOW - HOUR, ends_at=NOW + HOUR
    )
    assert found() == [("马超", False)]
    sign_on(duty_post=post, actor=cast.engineer2.viewer, now=NOW)
    assert found() == [("孙磊", True)]
