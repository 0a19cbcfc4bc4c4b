"""A last day is corrected, somebody who left comes back, and an address is given: on the page and by the workbook."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import UnableToOpenAccount
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.operations import (
    NewPost,
    UnableToComeBack,
    UnableToLeave,
    come_back,
    correct_leaving,
    edit_employee,
    leave,
)
from jujiao.company.staff.operations.keeping import UnableToDate
from jujiao.company.staff.tests.sending import check, problems, send, workbook
from jujiao.company.staff.workbook.export import export
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import OPENED, Cast
from jujiao.testing.fixtures import SignIn

GONE = date(2026, 3, 10)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def left(cast: Cast, now: datetime) -> Employee:
    """The engineer, who left yesterday."""
    return leave(employee=cast.engineer.employee, left_on=GONE, version=1, actor=cast.hr.viewer, now=now)


def _correct(cast: Cast, now: datetime, employee: Employee, left_on: date | None, by: str = "hr") -> Employee:
    actor = getattr(cast, by).viewer
    return correct_leaving(employee=employee, left_on=left_on, version=employee.version, actor=actor, now=now)


def _state(employee: Employee) -> tuple[date | None, date | None, bool]:
    post = Assignment.objects.get(employee=employee)
    return Employee.objects.get(pk=employee.pk).left_on, post.ends_on, User.objects.get(pk=employee.user_id).is_active


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 31), (date(2026, 3, 31), date(2026, 3, 31), True)),
        (date(2026, 3, 11), (date(2026, 3, 11), date(2026, 3, 11), True)),
        (date(2026, 3, 1), (date(2026, 3, 1), date(2026, 3, 1), False)),
        (None, (None, None, True)),
        (GONE, (GONE, GONE, False)),
    ],
)
def test_a_wrong_last_day_is_corrected(
    cast: Cast, now: datetime, left: Employee, day: date | None, state: tuple[date | None, date | None, bool]
) -> None:
    employee = _correct(cast, now, left, day)
    assert _state(employee) == state
    assert viewer_of(User.objects.get(pk=left.user_id), now).has(Role.MEMBER) == state[2]
    verbs = [entry.verb for entry in entries_of("employee", employee.pk)]
    assert set(verbs) == {"leave"} | ({"stay"} if day is None else set() if day == GONE else {"correct_leaving"})


def test_a_post_that_ended_before_stays_ended(cast: Cast, now: datetime) -> None:
    employee = cast.engineer.employee
    Assignment.objects.filter(employee=employee).update(ends_on=date(2026, 2, 1))
    gone = leave(employee=employee, left_on=GONE, version=1, actor=cast.hr.viewer, now=now)
    _correct(cast, now, gone, None)
    assert Assignment.objects.get(employee=employee).ends_on == date(2026, 2, 1)


def test_a_last_day_that_cannot_be_is_refused(cast: Cast, now: datetime, left: Employee) -> None:
    with pytest.raises(UnableToLeave, match="cannot leave before"):
        _correct(cast, now, left, OPENED - timedelta(days=1))
    with pytest.raises(UnableToDate):
        _correct(cast, now, left, date(2206, 3, 1))
    with pytest.raises(UnableToLeave, match="has no last day"):
        _correct(cast, now, cast.guard.employee, GONE)
    with pytest.raises(Stale):
        correct_leaving(employee=left, left_on=None, version=1, actor=cast.hr.viewer, now=now)
    for by in ("clerk", "director", "outsider", "clerk_elsewhere"):
        with pytest.raises(NotAllowed):
            _correct(cast, now, left, None, by)
    assert _state(left) == (GONE, GONE, False)


def _back(
    cast: Cast, now: datetime, employee: Employee, day: date, *, by: str = "hr", role: Role = Role.CLERK
) -> Employee:
    post = NewPost(role, "前台", day, cast.estate, cast.customer_service)
    actor = getattr(cast, by).viewer
    return come_back(employee=employee, post=post, version=employee.version, actor=actor, now=now)


def test_who_left_comes_back_with_number_account_and_history(cast: Cast, now: datetime, left: Employee) -> None:
    employee = _back(cast, now, left, date(2026, 3, 11), by="manager")
    assert (employee.left_on, employee.number, employee.joined_on) == (None, "0003", OPENED)
    user = User.objects.get(pk=left.user_id)
    assert user.is_active
    viewer = viewer_of(user, now)
    assert (viewer.has(Role.CLERK), viewer.has(Role.MEMBER)) == (True, False)
    assert {entry.verb for entry in entries_of("employee", employee.pk)} == {"come_back", "leave"}
    again = leave(employee=employee, left_on=date(2026, 3, 20), version=employee.version, actor=cast.hr.viewer, now=now)
    assert again.left_on == date(2026, 3, 20)


def test_nobody_comes_back_who_has_not_left_by_then(cast: Cast, now: datetime, left: Employee) -> None:
    for employee, day in ((cast.guard.employee, date(2026, 3, 11)), (left, GONE)):
        with pytest.raises(UnableToComeBack, match="has not left by then"):
            _back(cast, now, employee, day)
    with pytest.raises(NotAllowed):
        _back(cast, now, left, date(2026, 3, 11), by="clerk")
    with pytest.raises(NotAllowed):
        _back(cast, now, left, date(2026, 3, 11), by="manager", role=Role.SYSADMIN)
    assert _state(left) == (GONE, GONE, False)


def test_both_by_the_dialogs(cast: Cast, left: Employee, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    page = reverse("staff:employee", args=[left.pk])
    correct, back = (reverse(f"staff:{name}", args=[left.pk]) for name in ("correct_leaving", "come_back"))
    assert all(url in client.get(page).content.decode() for url in (correct, back))
    assert client.get(correct, headers=HTMX).status_code == 200
    assert client.post(correct, {"version": left.version, "left_on": ""}, headers=HTMX).status_code == 422
    assert client.post(correct, {"version": left.version, "left_on": "2026-03-05"}, headers=HTMX).status_code == 204
    assert client.post(correct, {"version": left.version, "stays": "on"}, headers=HTMX).status_code == 409
    given = {
        "version": left.version + 1, "role": "member", "title": "水电工", "starts_on": "2026-03-11",
        "estate": cast.estate.pk, "department": cast.engineering.pk,
    }  # fmt: skip
    assert client.get(back, headers=HTMX).status_code == 200
    assert client.post(back, {**given, "starts_on": "2026-03-05"}, headers=HTMX).status_code == 422
    assert client.post(back, given, headers=HTMX).status_code == 204
    assert Employee.objects.get(pk=left.pk).left_on is None
    told = client.get(page).content.decode()
    assert correct not in told
    assert back not in told


def test_an_address_is_given_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    client, employee = sign_in(cast.hr), cast.engineer.employee
    url, page = (reverse(f"staff:{name}", args=[employee.pk]) for name in ("edit", "employee"))
    given = {"name": "赵强", "number": "0003", "joined_on": OPENED.isoformat()}
    assert client.post(url, {**given, "version": 1, "email": "no address"}, headers=HTMX).status_code == 422
    assert client.post(url, {**given, "version": 1, "email": "zhaoqiang@example.org"}, headers=HTMX).status_code == 204
    told = client.get(page).content.decode()
    assert "z***@example.org" in told
    assert "zhaoqiang@example.org" not in told
    assert client.post(url, {**given, "version": 2}, headers=HTMX).status_code == 204
    assert User.objects.get(pk=employee.user_id).email == "zhaoqiang@example.org"
    assert client.post(url, {**given, "version": 2, "no_email": "on"}, headers=HTMX).status_code == 204
    assert User.objects.get(pk=employee.user_id).email == ""
    assert [entry.details["fields"] for entry in entries_of("employee", employee.pk)] == [["email"], ["email"]]


def _row(number: str, name: str, email: str, left_on: str = "") -> tuple[str, ...]:
    post = ("本小区", "工程部", "水电工", "部门员工", "2025-01-02", left_on, "2025-01-02", "")
    return (number, name, "", "", *post, email)


def test_an_address_comes_and_goes_by_the_workbook(cast: Cast, now: datetime) -> None:
    name = cast.engineer.employee.name
    content = workbook(employees=[_row("0003", name, "zhao@example.org"), _row("0100", "姚远", "yao@example.org")])
    send(cast, now, content)
    assert User.objects.get(pk=cast.engineer.user.pk).email == "zhao@example.org"
    assert Employee.objects.get(number="0100").user.email == "yao@example.org"
    assert check(cast, now, content).outcome.changes == []
    assert check(cast, now, workbook(employees=[_row("0003", name, "")])).outcome.changes == []
    for contacts in (True, False):
        made = export(cast.estate, contacts=contacts, by="许丽", reason="盘点", now=now)
        checked = check(cast, now, made)
        assert (checked.outcome.problems, checked.outcome.changes) == ([], [])
    assert problems(cast, now, employees=[_row("0003", name, "zhao.example.org"), _row("0101", "姚近", "@")]) == [
        (2, "", "zhao.example.org is no e-mail address."),
        (3, "", "@ is no e-mail address."),
    ]


def test_a_last_day_is_corrected_by_the_workbook(cast: Cast, now: datetime, left: Employee) -> None:
    send(cast, now, workbook(employees=[_row("0003", left.name, "", "2026-03-05")]))
    assert _state(left) == (date(2026, 3, 5), date(2026, 3, 5), False)


def test_no_address_is_no_address(cast: Cast, now: datetime) -> None:
    facts = {"number": "0003", "name": "赵强", "phone": "", "joined_on": OPENED, "version": 1}
    with pytest.raises(UnableToOpenAccount, match="no e-mail"):
        edit_employee(employee=cast.engineer.employee, email="x", **facts, actor=cast.hr.viewer, now=now)  # type: ignore[arg-type]
