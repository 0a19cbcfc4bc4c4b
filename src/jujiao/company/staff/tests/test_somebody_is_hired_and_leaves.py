from datetime import date, datetime, timedelta

import pytest

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import UnableToOpenAccount
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.operations import (
    NewPost,
    UnableToHire,
    UnableToLeave,
    appoint_deputy,
    edit_employee,
    hire,
    leave,
)
from jujiao.company.staff.operations.keeping import UnableToDate
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.access import ANONYMOUS, Grant, Role
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import OPENED, Cast

MARCH = date(2026, 3, 1)


def _hire(cast: Cast, now: datetime, by: str = "hr", **facts: object) -> Employee:
    given: dict[str, object] = {
        "company": cast.company,
        "number": "0100",
        "name": "姚远",
        "phone": "13900000100",
        "joined_on": MARCH,
        "posts": [NewPost(Role.MEMBER, "水电工", MARCH, cast.estate, cast.engineering)],
        **facts,
    }
    return hire(**given, actor=getattr(cast, by).viewer, now=now)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["hr", "manager", "sysadmin"])
def test_a_new_engineer_gets_an_account_and_a_post(cast: Cast, now: datetime, by: str) -> None:
    employee = _hire(cast, now, by)
    assert (employee.user.username, employee.user.name) == ("0100", "姚远")
    assert employee.pinyin.startswith("yao yuan yy,")
    assert not employee.user.has_usable_password()
    viewer = viewer_of(employee.user, now)
    assert viewer.grants == {Grant(Role.MEMBER, cast.estate.id, cast.engineering.id)}
    (entry,) = entries_of("employee", employee.id)
    assert (entry.verb, entry.estate_id, entry.details["title"]) == ("hire", cast.estate.id, "水电工")


def test_numbers_and_user_names_are_given_once(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToHire, match="0001 belongs to somebody else"):
        _hire(cast, now, number="0001", username="yaoyuan")
    with pytest.raises(UnableToOpenAccount, match="clerk is taken"):
        _hire(cast, now, username="clerk")
    with pytest.raises(UnableToHire, match="a post"):
        _hire(cast, now, posts=[])
    with pytest.raises(UnableToDate, match="check the year"):
        _hire(cast, now, joined_on=date(1026, 3, 1))
    assert not User.objects.filter(name="姚远").exists()
    assert not Employee.objects.filter(name="姚远").exists()


@pytest.mark.parametrize("by", ["clerk", "head_of_engineering", "director", "auditor", "resident", "outsider"])
def test_others_hire_nobody(cast: Cast, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        _hire(cast, now, by)
    assert Employee.objects.count() == len(cast.staff)


def test_a_manager_hires_for_the_own_estate_and_below(cast: Cast, now: datetime) -> None:
    for post in (
        NewPost(Role.CLERK, "客服", MARCH, cast.second_estate, cast.second_customer_service),
        NewPost(Role.MANAGER, "项目经理", MARCH, cast.estate),
        NewPost(Role.ADMINISTRATION, "行政", MARCH, cast.estate),
        NewPost(Role.AUDITOR, "审计", MARCH),
        NewPost(Role.SYSADMIN, "系统管理员", MARCH),
    ):
        with pytest.raises(NotAllowed):
            _hire(cast, now, "manager", posts=[post])


def test_administration_makes_no_system_administrator(cast: Cast, now: datetime) -> None:
    post = [NewPost(Role.SYSADMIN, "系统管理员", MARCH)]
    with pytest.raises(NotAllowed):
        _hire(cast, now, "hr", posts=post)
    assert _hire(cast, now, "sysadmin", posts=post).assignments.get().role == Role.SYSADMIN


def _edit(cast: Cast, now: datetime, version: int, joined_on: date = OPENED) -> Employee:
    return edit_employee(
        employee=cast.clerk.employee,
        number="A-1",
        name="王芳芳",
        phone="0571-88886666",
        joined_on=joined_on,
        version=version,
        actor=cast.hr.viewer,
        now=now,
    )


def test_an_employee_is_corrected(cast: Cast, now: datetime) -> None:
    employee = _edit(cast, now, 1)
    employee.refresh_from_db()
    assert (employee.number, employee.name, employee.phone, employee.version) == ("A-1", "王芳芳", "0571-88886666", 2)
    assert User.objects.get(id=cast.clerk.user.id).name == "王芳芳"
    with pytest.raises(Stale):
        _edit(cast, now, 1)
    with pytest.raises(UnableToHire, match="cannot lie after"):
        _edit(cast, now, 2, joined_on=MARCH)


def test_who_leaves_loses_posts_and_account(cast: Cast, now: datetime) -> None:
    employee = cast.engineer.employee
    leave(employee=employee, left_on=date(2026, 3, 10), version=1, actor=cast.manager.viewer, now=now)
    assert Assignment.objects.get(employee=employee).ends_on == date(2026, 3, 10)
    user = User.objects.get(id=cast.engineer.user.id)
    assert not user.is_active
    assert viewer_of(user, now) == ANONYMOUS
    assert [entry.verb for entry in entries_of("employee", employee.id)] == ["leave"]
    with pytest.raises(UnableToLeave, match="has left on"):
        leave(employee=employee, left_on=MARCH, version=2, actor=cast.hr.viewer, now=now)


def test_until_the_last_day_everything_works(cast: Cast, now: datetime) -> None:
    leave(employee=cast.engineer.employee, left_on=date(2026, 3, 31), version=1, actor=cast.hr.viewer, now=now)
    user = User.objects.get(id=cast.engineer.user.id)
    assert viewer_of(user, now).has(Role.MEMBER, estate_id=cast.estate.id)
    assert not viewer_of(user, now + timedelta(days=30)).grants


def test_nobody_leaves_before_joining(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToLeave, match="cannot leave before"):
        leave(employee=cast.engineer.employee, left_on=date(2024, 12, 31), version=1, actor=cast.hr.viewer, now=now)


def test_nobody_leaves_while_standing_in_for_somebody(cast: Cast, now: datetime) -> None:
    appoint_deputy(
        absent=cast.engineer.employee,
        deputy=cast.engineer2.employee,
        starts_at=now,
        ends_at=now + timedelta(days=10),
        actor=cast.hr.viewer,
        now=now,
    )
    with pytest.raises(UnableToLeave, match="stands in for 赵强 until"):
        leave(employee=cast.engineer2.employee, left_on=date(2026, 3, 15), version=1, actor=cast.hr.viewer, now=now)


def test_nobody_reaches_above_or_at_themselves(cast: Cast, now: datetime) -> None:
    for by, target in [
        ("hr", "sysadmin"),
        ("hr", "director"),
        ("hr", "hr"),
        ("manager", "hr"),
        ("manager", "clerk_elsewhere"),
        ("sysadmin", "outsider"),
        ("clerk", "clerk2"),
    ]:
        with pytest.raises(NotAllowed):
            leave(
                employee=getattr(cast, target).employee,
                left_on=MARCH,
                version=1,
                actor=getattr(cast, by).viewer,
                now=now,
            )
    assert not Employee.objects.filter(left_on__isnull=False).exists()
