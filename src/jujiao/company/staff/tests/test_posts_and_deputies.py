from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError

from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment, Department, DepartmentKind, Deputy
from jujiao.company.staff.operations import (
    NewPost,
    UnableToAddDepartment,
    UnableToAppoint,
    UnableToAssign,
    add_department,
    appoint_deputy,
    assign_post,
    end_deputy,
    end_post,
    reveal_employee_phone,
)
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import OPENED, Cast, Member

MARCH = date(2026, 3, 1)
DAY = timedelta(days=1)


def _appoint(cast: Cast, now: datetime, absent: Member, deputy: Member, *, by: str = "hr", days: int = 5) -> Deputy:
    return appoint_deputy(
        absent=absent.employee,
        deputy=deputy.employee,
        starts_at=now,
        ends_at=now + days * DAY,
        actor=getattr(cast, by).viewer,
        now=now,
        reason="年假",
    )


def test_an_engineer_works_at_a_second_estate_too(cast: Cast, now: datetime) -> None:
    post = NewPost(Role.CLERK, "客服", MARCH, cast.second_estate, cast.second_customer_service)
    assign_post(employee=cast.engineer.employee, post=post, actor=cast.hr.viewer, now=now)
    viewer = viewer_of(cast.engineer.user, now)
    assert viewer.has(Role.MEMBER, estate_id=cast.estate.id)
    assert viewer.has(Role.CLERK, estate_id=cast.second_estate.id)
    with pytest.raises(UnableToAssign, match="holds this post then already"):
        assign_post(employee=cast.engineer.employee, post=post, actor=cast.hr.viewer, now=now)
    assert [entry.verb for entry in entries_of("employee", cast.engineer.employee.id)] == ["assign_post"]


def test_a_post_ends_on_its_last_day(cast: Cast, now: datetime) -> None:
    post = Assignment.objects.get(employee=cast.engineer.employee)
    end_post(post=post, ends_on=date(2026, 3, 11), version=1, actor=cast.manager.viewer, now=now)
    assert viewer_of(cast.engineer.user, now).grants
    assert not viewer_of(cast.engineer.user, now + DAY).grants
    with pytest.raises(UnableToAssign, match="cannot end before"):
        end_post(post=post, ends_on=OPENED - DAY, version=2, actor=cast.manager.viewer, now=now)


def test_a_post_has_what_its_role_needs(cast: Cast, now: datetime) -> None:
    for post, sentence in [
        (NewPost(Role.CLERK, "客服", MARCH), "choose which"),
        (NewPost(Role.HEAD, "主管", MARCH, cast.estate), "choose which"),
        (NewPost(Role.MEMBER, "工", MARCH, cast.estate, cast.second_customer_service), "another estate"),
        (NewPost(Role.CLERK, "客服", MARCH, cast.other_estate), "another company"),
        (NewPost(Role.CLERK, "客服", date(2024, 1, 1), cast.estate), "joined on"),
        (NewPost(Role.CLERK, "客服", MARCH, cast.estate, ends_on=MARCH - DAY), "end before it begins"),
    ]:
        with pytest.raises(UnableToAssign, match=sentence):
            assign_post(employee=cast.engineer.employee, post=post, actor=cast.sysadmin.viewer, now=now)
    assert Assignment.objects.filter(employee=cast.engineer.employee).count() == 1


def test_nobody_changes_their_own_posts(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="Somebody else"):
        assign_post(
            employee=cast.hr.employee,
            post=NewPost(Role.MANAGER, "项目经理", MARCH, cast.estate),
            actor=cast.hr.viewer,
            now=now,
        )


def test_a_deputy_holds_the_posts_of_the_absent(cast: Cast, now: datetime) -> None:
    row = _appoint(cast, now, cast.head_of_engineering, cast.engineer, by="manager")
    assert viewer_of(cast.engineer.user, now).has(Role.HEAD, department_id=cast.engineering.id)
    assert not viewer_of(cast.engineer.user, now + 5 * DAY).has(Role.HEAD)
    end_deputy(deputy=row, actor=cast.manager.viewer, now=now + DAY)
    assert not viewer_of(cast.engineer.user, now + DAY).has(Role.HEAD)
    with pytest.raises(UnableToAppoint, match="ended already"):
        end_deputy(deputy=row, actor=cast.manager.viewer, now=now + DAY)
    verbs = entries_of("employee", cast.head_of_engineering.employee.id).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["appoint_deputy", "end_deputy"]


def test_a_manager_going_away_appoints_the_own_deputy(cast: Cast, now: datetime) -> None:
    _appoint(cast, now, cast.manager, cast.head_of_service, by="manager")
    assert viewer_of(cast.head_of_service.user, now).has(Role.MANAGER, estate_id=cast.estate.id)


def test_nobody_makes_themselves_the_deputy(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="appoint you"):
        _appoint(cast, now, cast.manager, cast.hr, by="hr")
    with pytest.raises(NotAllowed):
        _appoint(cast, now, cast.sysadmin, cast.clerk, by="hr")
    with pytest.raises(NotAllowed):
        _appoint(cast, now, cast.clerk, cast.clerk2, by="clerk")
    assert not Deputy.objects.exists()


def test_deputies_never_stand_in_a_circle(cast: Cast, now: datetime) -> None:
    _appoint(cast, now, cast.clerk, cast.clerk2)
    _appoint(cast, now, cast.clerk2, cast.engineer)
    with pytest.raises(UnableToAppoint, match="nobody would be left"):
        _appoint(cast, now, cast.engineer, cast.clerk)
    with pytest.raises(UnableToAppoint, match="for themselves"):
        _appoint(cast, now, cast.guard, cast.guard)
    appoint_deputy(
        absent=cast.engineer.employee,
        deputy=cast.clerk.employee,
        starts_at=now + 5 * DAY,
        ends_at=now + 6 * DAY,
        actor=cast.hr.viewer,
        now=now,
    )
    assert Deputy.objects.count() == 3


def test_an_absence_has_one_deputy_at_a_time(cast: Cast, now: datetime) -> None:
    _appoint(cast, now, cast.clerk, cast.clerk2)
    with pytest.raises(UnableToAppoint, match="刘婷 stands in for 王芳 until"):
        _appoint(cast, now, cast.clerk, cast.engineer)
    with pytest.raises(IntegrityError):
        Deputy.objects.create(absent=cast.clerk.employee, deputy=cast.guard.employee, starts_at=now, ends_at=now + DAY)


def test_times_must_make_sense(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToAppoint, match="after the beginning"):
        _appoint(cast, now, cast.clerk, cast.clerk2, days=0)
    with pytest.raises(UnableToAppoint, match="another company"):
        _appoint(cast, now, cast.clerk, cast.outsider)


def test_departments_are_added(cast: Cast, now: datetime) -> None:
    kind = DepartmentKind.CLEANING
    department = add_department(estate=cast.estate, name="绿化 部", kind=kind, actor=cast.hr.viewer, now=now)
    assert (department.estate, department.name) == (cast.estate, "绿化 部")
    for name in ("绿化 部", "", "x" * 61):
        with pytest.raises(UnableToAddDepartment):
            add_department(estate=cast.estate, name=name, kind=kind, actor=cast.hr.viewer, now=now)
    for by in ("clerk", "outsider", "head_of_service"):
        with pytest.raises(NotAllowed):
            add_department(estate=cast.estate, name="新", kind=kind, actor=getattr(cast, by).viewer, now=now)
    assert Department.objects.filter(estate=cast.estate).count() == 6


def test_a_colleagues_number_is_shown_for_a_reason(cast: Cast, now: datetime) -> None:
    employee = cast.engineer.employee
    shown = reveal_employee_phone(employee=employee, reason="leak in 1-1-101", actor=cast.clerk.viewer, now=now)
    assert shown == employee.phone
    (entry,) = entries_of("employee", employee.id)
    assert (entry.verb, entry.text) == ("reveal_phone", "leak in 1-1-101")
    for by in ("resident", "outsider", "auditor"):
        with pytest.raises(NotAllowed):
            reveal_employee_phone(employee=employee, reason="why not", actor=getattr(cast, by).viewer, now=now)
