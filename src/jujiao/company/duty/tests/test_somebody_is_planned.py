"""A head plans duties, and reads what stands against one."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jujiao.company.duty.days import day_of
from jujiao.company.duty.models import Duty, DutyBarKind, DutyPost, DutyPostKind, LeaveKind
from jujiao.company.duty.operations import (
    DutyPostFacts,
    UnableToBar,
    UnableToKeepDutyPost,
    UnableToPlan,
    UnableToTakeLeave,
    bar,
    cancel,
    change_duty_post,
    create_duty_post,
    end_bar,
    end_leave,
    plan,
    sign_on,
    take_leave,
)
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of, replay
from jujiao.testing.cast import NOW, SHANGHAI, Cast

HOUR = timedelta(hours=1)
REPAIRS = DutyPostFacts("夜间维修待命", DutyPostKind.REPAIR)


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.fixture
def post(cast: Cast) -> DutyPost:
    return create_duty_post(department=cast.engineering, facts=REPAIRS, actor=cast.manager.viewer, now=NOW)


def planned(cast: Cast, post: DutyPost, start: str, end: str, **other: Any) -> Duty:
    given: dict[str, Any] = {
        "employee": cast.engineer.employee,
        "actor": cast.head_of_engineering.viewer,
        "now": NOW,
        **other,
    }
    return plan(duty_post=post, starts_at=at(start), ends_at=at(end), **given)


def test_a_post_is_written_down_changed_and_retired(cast: Cast, post: DutyPost) -> None:
    facts = DutyPostFacts("维修待命", DutyPostKind.REPAIR, in_use=False)
    given: dict[str, Any] = {"duty_post": post, "version": 1, "now": NOW}
    changed = change_duty_post(facts=facts, actor=cast.hr.viewer, **given)
    assert (changed.name, changed.in_use, changed.version) == ("维修待命", False, 2)
    with pytest.raises(Stale):
        change_duty_post(facts=REPAIRS, actor=cast.hr.viewer, **given)
    entries = list(entries_of("duty_post", post.pk).order_by("seq"))
    assert [entry.verb for entry in entries] == ["create_duty_post", "change_duty_post"]
    stored = DutyPost.objects.values("name", "kind", "post", "in_use", "version", "department").get()
    assert stored.items() <= replay(entries).items()


@pytest.mark.parametrize(("name", "sentence"), [("夜间维修待命", "already"), ("··", "what the post is called")])
def test_a_post_that_makes_no_sense_is_refused(cast: Cast, post: DutyPost, name: str, sentence: str) -> None:
    facts = DutyPostFacts(name, DutyPostKind.OTHER)
    with pytest.raises(UnableToKeepDutyPost, match=sentence):
        create_duty_post(department=post.department, facts=facts, actor=cast.manager.viewer, now=NOW)
    assert DutyPost.objects.count() == 1


@pytest.mark.parametrize("who", ["head_of_engineering", "clerk", "engineer", "auditor", "outsider"])
def test_posts_are_for_administration_to_keep(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        create_duty_post(department=cast.engineering, facts=REPAIRS, actor=getattr(cast, who).viewer, now=NOW)


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("03-12 21:00", "03-13 05:00", "is planned for “夜间维修待命” from"),
        ("03-13 06:00", "03-13 14:00", "rests until"),
        ("03-13 16:59", "03-14 00:59", "rests until"),
        ("03-12 03:01", "03-12 11:01", "would rest until"),
        ("03-11 10:00", "03-11 09:00", "must lie after"),
        ("03-10 20:00", "03-11 10:00", "must lie after"),
        ("03-20 08:00", "03-21 08:01", "24 hours at most"),
        ("03-13 17:00", "03-14 01:00", ""),  # eleven hours to the minute
        ("03-12 03:00", "03-12 11:00", ""),
        ("03-13 22:00", "03-14 06:00", ""),  # night after night
    ],
)
def test_rest_and_order_of_duties(cast: Cast, post: DutyPost, start: str, end: str, sentence: str) -> None:
    """Beside a duty from 22:00 on 12 March until 06:00."""
    planned(cast, post, "03-12 22:00", "03-13 06:00")
    if not sentence:
        assert planned(cast, post, start, end).rest_until == at(end) + 11 * HOUR
        return
    with pytest.raises(UnableToPlan, match=sentence):
        planned(cast, post, start, end)
    assert Duty.objects.count() == 1


@pytest.mark.parametrize(
    ("start", "rest"), [("03-12 21:00", 11 * HOUR), ("03-13 16:00", 11 * HOUR), ("03-20 08:00", 10 * HOUR)]
)
def test_the_tables_refuse_what_the_operation_does(cast: Cast, post: DutyPost, start: str, rest: timedelta) -> None:
    planned(cast, post, "03-12 22:00", "03-13 06:00")
    ends_at = at(start) + 8 * HOUR
    row: dict[str, Any] = {
        "employee": cast.engineer.employee,
        "duty_post": post,
        "starts_at": at(start),
        "ends_at": ends_at,
    }
    with pytest.raises(IntegrityError, match=r"duty_with_rest|duty_rest_is_kept"), transaction.atomic():
        Duty.objects.create(**row, rest_until=ends_at + rest)
    Duty.objects.create(**{**row, "employee": cast.engineer2.employee}, rest_until=ends_at + 11 * HOUR)


def test_a_cancelled_duty_stands_in_nobodys_way(cast: Cast, post: DutyPost) -> None:
    duty = planned(cast, post, "03-12 22:00", "03-13 06:00")
    cancel(duty=duty, actor=cast.head_of_engineering.viewer, now=NOW)
    with pytest.raises(UnableToPlan, match="cancelled already"):
        cancel(duty=duty, actor=cast.head_of_engineering.viewer, now=NOW)
    planned(cast, post, "03-12 22:00", "03-13 06:00")
    verbs = entries_of("duty_post", post.pk).order_by("seq").values_list("verb", flat=True)
    assert [*verbs] == ["create_duty_post", "plan_duty", "cancel_duty", "plan_duty"]


def test_a_duty_that_began_or_is_over_is_not_cancelled(cast: Cast, post: DutyPost) -> None:
    duty = planned(cast, post, "03-11 10:00", "03-11 18:00")
    sign_on(duty_post=post, actor=cast.engineer.viewer, now=NOW)
    with pytest.raises(UnableToPlan, match="signed on"):
        cancel(duty=duty, actor=cast.head_of_engineering.viewer, now=NOW)
    with pytest.raises(UnableToPlan, match="is over"):
        cancel(duty=duty, actor=cast.head_of_engineering.viewer, now=at("03-11 18:00"))


@pytest.mark.parametrize("who", ["engineer", "clerk", "head_of_service", "auditor", "clerk_elsewhere", "outsider"])
def test_others_do_not_plan(cast: Cast, post: DutyPost, who: str) -> None:
    duty = planned(cast, post, "03-12 22:00", "03-13 06:00")
    actor = getattr(cast, who).viewer
    with pytest.raises(NotAllowed):
        planned(cast, post, "03-20 22:00", "03-21 06:00", actor=actor)
    with pytest.raises(NotAllowed):
        cancel(duty=duty, actor=actor, now=NOW)


def test_only_those_of_the_department_are_planned_for_a_post_in_use(cast: Cast, post: DutyPost) -> None:
    times = ("03-20 08:00", "03-20 16:00")
    for who in (cast.guard, cast.clerk_elsewhere):
        with pytest.raises(UnableToPlan, match="holds no post"):
            planned(cast, post, *times, employee=who.employee)
    planned(cast, post, *times, employee=cast.head_of_engineering.employee)
    Employee.objects.filter(pk=cast.engineer.employee.pk).update(left_on=date(2026, 3, 20))
    with pytest.raises(UnableToPlan, match="holds no post"):
        planned(cast, post, "03-20 20:00", "03-21 04:00")
    planned(cast, post, "03-20 16:00", "03-21 00:00")  # until the last day's end
    DutyPost.objects.update(in_use=False)
    with pytest.raises(UnableToPlan, match="not covered any more"):
        planned(cast, post, *times, employee=cast.engineer2.employee)


def test_clerks_of_the_estate_cover_its_desk_whatever_their_department(cast: Cast) -> None:
    facts = DutyPostFacts("前台", DutyPostKind.DESK)
    desk = create_duty_post(department=cast.customer_service, facts=facts, actor=cast.hr.viewer, now=NOW)
    cast.clerk.employee.assignments.update(department=None)
    planned(cast, desk, "03-20 08:00", "03-20 16:00", employee=cast.clerk.employee, actor=cast.manager.viewer)
    assert sign_on(duty_post=desk, actor=cast.clerk.viewer, now=NOW).duty is None


def test_leave_is_no_time_for_duties(cast: Cast, post: DutyPost) -> None:
    times: dict[str, Any] = {"starts_at": at("03-20 00:00"), "ends_at": at("03-22 00:00")}
    given: dict[str, Any] = {
        "employee": cast.engineer.employee,
        "kind": LeaveKind.SICK,
        "actor": cast.head_of_engineering.viewer,
    }
    kept = planned(cast, post, "03-21 08:00", "03-21 16:00")
    leave = take_leave(**given, **times, now=NOW)
    assert leave.approved_by == cast.head_of_engineering.user
    kept.refresh_from_db()
    assert kept.planned  # seen on the page as on leave, for somebody to give to others
    for looked_at in (NOW, kept.starts_at + HOUR, kept.ends_at + 400 * HOUR):
        [covered] = day_of(cast.estate, today(kept.starts_at), looked_at)
        assert [line.on_leave for line in covered.lines if line.duty == kept] == [True]
    with pytest.raises(UnableToPlan, match="on leave until"):
        planned(cast, post, "03-19 20:00", "03-20 00:01")
    planned(cast, post, "03-22 04:00", "03-22 12:00")
    with pytest.raises(UnableToTakeLeave, match="already"):
        take_leave(**given, **times, now=NOW)
    end_leave(leave=leave, actor=cast.head_of_engineering.viewer, now=at("03-20 12:00"))
    leave.refresh_from_db()
    assert leave.ends_at == at("03-20 12:00")
    with pytest.raises(UnableToTakeLeave, match="ended already"):
        end_leave(leave=leave, actor=cast.head_of_engineering.viewer, now=at("03-20 12:01"))


@pytest.mark.parametrize("who", ["engineer", "engineer2", "head_of_service", "clerk", "auditor", "outsider"])
def test_leave_is_granted_by_the_head_or_administration_and_never_by_oneself(cast: Cast, who: str) -> None:
    given: dict[str, Any] = {"employee": cast.engineer.employee, "kind": LeaveKind.ANNUAL, "now": NOW}
    times: dict[str, Any] = {"starts_at": at("03-20 00:00"), "ends_at": at("03-22 00:00")}
    with pytest.raises(NotAllowed):
        take_leave(**given, **times, actor=getattr(cast, who).viewer)
    take_leave(**given, **times, actor=cast.hr.viewer)


@pytest.mark.parametrize(
    ("kind", "times", "sentence"),
    [
        (DutyBarKind.NO_NIGHT, ("03-20 14:00", "03-20 22:00"), ""),
        (DutyBarKind.NO_NIGHT, ("03-20 14:01", "03-20 22:01"), "no night duty"),
        (DutyBarKind.NO_NIGHT, ("04-01 22:00", "04-02 06:00"), ""),  # it has ended
        (DutyBarKind.NO_NIGHT, ("03-31 22:00", "04-01 06:00"), "no night duty"),
        (DutyBarKind.NO_OVERTIME, ("03-20 08:00", "03-20 16:00"), ""),
        (DutyBarKind.NO_OVERTIME, ("03-20 08:00", "03-20 17:00"), "more than 8 hours"),
        (DutyBarKind.NO_OVERTIME, ("03-21 08:00", "03-21 09:00"), "more than 40 hours"),
    ],
)
def test_what_somebody_may_not_be_planned_for(
    cast: Cast, post: DutyPost, kind: DutyBarKind, times: tuple[str, str], sentence: str
) -> None:
    """Until 31 March; by then Monday, 16 March, to Thursday have eight hours each."""
    given: dict[str, Any] = {"employee": cast.engineer.employee, "actor": cast.hr.viewer, "now": NOW}
    bar(kind=kind, starts_on=NOW.date(), ends_on=date(2026, 3, 31), **given)
    for day in range(16, 20):
        planned(cast, post, f"03-{day} 08:00", f"03-{day} 16:00")
    if "40" in sentence:
        planned(cast, post, "03-20 08:00", "03-20 16:00")
    if not sentence:
        planned(cast, post, *times)
        return
    with pytest.raises(UnableToPlan, match=sentence):
        planned(cast, post, *times)


def test_a_bar_is_for_administration_and_ends_once(cast: Cast) -> None:
    given: dict[str, Any] = {"employee": cast.engineer.employee, "kind": DutyBarKind.NO_NIGHT, "ends_on": None}
    for who in (cast.head_of_engineering, cast.engineer, cast.clerk):
        with pytest.raises(NotAllowed):
            bar(**given, starts_on=NOW.date(), actor=who.viewer, now=NOW)
    row = bar(**given, starts_on=date(2026, 3, 1), actor=cast.hr.viewer, now=NOW)
    with pytest.raises(UnableToBar, match="before the first"):
        bar(**{**given, "ends_on": date(2026, 3, 1)}, starts_on=date(2026, 3, 1), actor=cast.hr.viewer, now=NOW)
    end_bar(bar=row, actor=cast.hr.viewer, now=NOW)
    row.refresh_from_db()
    assert row.ends_on == date(2026, 3, 10)
    with pytest.raises(UnableToBar, match="ended already"):
        end_bar(bar=row, actor=cast.hr.viewer, now=NOW)
