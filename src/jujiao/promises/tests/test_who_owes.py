"""A department, a post, or one person owes: whose list it is on, who hears of it, and what becomes of it meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.kernel.record.access import Role
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm
from jujiao.promises.operations import next_alarm_at
from jujiao.promises.queries import owed_by
from jujiao.testing.cast import NOW, OPENED, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_promise

DAY = timedelta(hours=24)
RUNGS = (0.5, 0.75, 1, 1.25, 2)
BY = {"engineer", "engineer2"}
HEAD = "head_of_engineering"


def owed(cast: Cast, who: str) -> None:
    """What is owed by the engineering department, by its head, by a post at the estate, or by an employee."""
    facts: dict[str, dict[str, Any]] = {
        "department": {},
        "head": {"role": Role.HEAD},
        "heads": {"role": Role.HEAD, "department": None},
        "administration": {"role": Role.ADMINISTRATION, "department": None},
        "manager": {"role": Role.MANAGER, "department": None},
        "engineer": {"employee": cast.engineer.employee},
        "head by name": {"employee": cast.head_of_engineering.employee},
        "manager by name": {"employee": cast.manager.employee, "department": None},
        "director by name": {"employee": cast.director.employee, "department": None},
    }
    promise = a_promise(cast, **facts[who])
    promise.next_alarm_at = next_alarm_at(promise, fired=None)
    promise.save(update_fields=["next_alarm_at"])


def lists(cast: Cast) -> set[str]:
    viewers = {name: viewer_of(member.user, NOW) for name, member in cast.staff.items()}
    return {name for name, viewer in viewers.items() if owed_by(viewer, NOW).exists()}


def told(cast: Cast) -> list[set[str]]:
    names = {member.user.name: name for name, member in cast.staff.items()}
    alarms = Alarm.objects.order_by("id").values_list("told", flat=True)
    return [{names[person] for person in each} for each in alarms]


def heads_nobody(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.head_of_engineering.employee).update(ends_on=OPENED)


@pytest.mark.parametrize(
    ("who", "mine", "hear"),
    [
        ("department", {*BY, HEAD}, [BY, BY, {*BY, HEAD}, {HEAD, "manager"}, {"manager", "director"}]),
        ("head", {HEAD}, [{HEAD}, {HEAD}, *[{HEAD, "manager"}] * 2, {"manager", "director"}]),
        (
            "heads",
            {HEAD, "head_of_service"},
            [*[{HEAD, "head_of_service"}] * 2, {HEAD, "head_of_service", "manager"}, {"manager"}],
        ),
        ("administration", {"hr"}, [{"hr"}, {"hr"}, {"hr", "manager"}, {"manager"}, {"manager", "director"}]),
        ("manager", {"manager"}, [{"manager"}, {"manager"}, *[{"manager", "director"}] * 3]),
        ("engineer", {"engineer", HEAD}, [*[{"engineer"}] * 2, {"engineer", HEAD}, {HEAD, "manager"}]),
        ("head by name", {HEAD}, [{HEAD}, {HEAD}, *[{HEAD, "manager"}] * 2, {"manager", "director"}]),
        ("manager by name", {"manager"}, [{"manager"}, {"manager"}, *[{"manager", "director"}] * 3]),
        ("director by name", {"director"}, [{"director"}, {"director"}, {"director", "manager"}]),
    ],
)
def test_it_is_on_the_debtors_list_and_from_the_due_time_on_somebody_else_hears(
    cast: Cast, who: str, mine: set[str], hear: list[set[str]]
) -> None:
    owed(cast, who)
    assert lists(cast) == mine
    for part in RUNGS[: len(hear)]:
        assert Alarms()(NOW + DAY * part) == 1
    assert told(cast) == hear


def test_what_the_head_of_a_department_without_one_owes_is_the_managers(cast: Cast) -> None:
    heads_nobody(cast)
    owed(cast, "head")
    assert lists(cast) == {"manager"}
    for part in RUNGS:
        assert Alarms()(NOW + DAY * part) == 1
    assert told(cast) == [{"manager"}, {"manager"}, *[{"manager", "director"}] * 3]


def test_a_head_who_is_appointed_later_takes_it_over(cast: Cast) -> None:
    heads_nobody(cast)
    owed(cast, "head")
    Alarms()(NOW + DAY / 2)
    Assignment.objects.create(
        employee=cast.engineer2.employee, role=Role.HEAD, estate=cast.estate, department=cast.engineering,
        title="工程主管", starts_on=NOW.date(),
    )  # fmt: skip
    assert lists(cast) == {"engineer2"}
    for part in (0.75, 1):
        Alarms()(NOW + DAY * part)
    assert told(cast) == [{"manager"}, {"engineer2"}, {"engineer2", "manager"}]


def test_what_a_post_owes_is_no_work_of_its_departments_members(cast: Cast) -> None:
    a_promise(cast, department=cast.customer_service, role=Role.HEAD)
    assert lists(cast) == {"head_of_service"}


def test_the_list_says_which_post_owes_it(cast: Cast, sign_in: SignIn) -> None:
    owed(cast, "administration")
    with translation.override("zh-hans"):
        assert f">{Role.ADMINISTRATION.label}</td>" in sign_in(cast.hr).get("/").text


@pytest.mark.parametrize(
    ("who", "others"),
    [("engineer", {"engineer2", HEAD}), ("manager by name", {"clerk", "clerk2", "head_of_service"})],
)
def test_what_names_somebody_who_left_is_on_the_list_of_those_who_are_told(
    cast: Cast, who: str, others: set[str]
) -> None:
    left = cast.staff[who.removesuffix(" by name")]
    Employee.objects.filter(pk=left.employee.pk).update(left_on=OPENED)
    left.user.is_active = False
    left.user.save(update_fields=["is_active"])
    owed(cast, who)
    assert lists(cast) == others
    Alarms()(NOW + DAY / 2)
    assert told(cast) == [others - {HEAD, "head_of_service"}]
