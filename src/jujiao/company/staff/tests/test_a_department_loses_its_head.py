"""A department that loses its last head: the dialogs say so beforehand, the pages as long as it lasts."""

import re
from datetime import date, timedelta

import pytest

from jujiao.company.staff.heads import lost_by_ending, lost_by_leaving
from jujiao.company.staff.models import Assignment
from jujiao.kernel.record.access import Role
from jujiao.testing.browser import Moment
from jujiao.testing.cast import OPENED, Cast, Member
from jujiao.testing.fixtures import SignIn

TAGS = re.compile("<[^>]*>")
pytestmark = pytest.mark.django_db


def heads(cast: Cast, who: Member, starts_on: date, ends_on: date | None = None) -> Assignment:
    return Assignment.objects.create(
        employee=who.employee, role=Role.HEAD, estate=cast.estate, department=cast.engineering, title="副主管",
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip


@pytest.mark.usefixtures("moment")
def test_the_dialogs_of_leaving_and_of_ending_a_post_say_so(cast: Cast, sign_in: SignIn) -> None:
    client, post = sign_in(cast.hr), Assignment.objects.get(employee=cast.head_of_engineering.employee)
    name = post.department.name if post.department else ""
    for url in (f"/people/{post.employee_id}/leave/", f"/people/posts/{post.pk}/end/"):
        page = TAGS.sub("", client.get(url).text)
        assert f"{name}将没有负责人。 原应通知负责人的时限提醒，改由韩明接收。" in page
    other = Assignment.objects.get(employee=cast.engineer.employee)
    for url in (f"/people/{other.employee_id}/leave/", f"/people/posts/{other.pk}/end/"):
        assert "将没有负责人" not in client.get(url).text


def test_who_hears_is_above_and_not_who_leaves(cast: Cast, moment: Moment) -> None:
    today = moment.now.date()
    post = Assignment.objects.get(employee=cast.head_of_engineering.employee)
    heads(cast, cast.manager, OPENED)
    Assignment.objects.filter(pk=post.pk).update(ends_on=today)
    [lost] = lost_by_leaving(cast.manager.employee, today, moment.now)
    assert (lost.department, lost.names) == (cast.engineering, "曹国栋")


@pytest.mark.parametrize(
    ("begins", "ends", "lost", "successor"),
    [
        (0, None, False, False),  # another head stays
        (0, 5, True, False),  # … or goes on the same day
        (0, 6, False, False),  # … or a day later
        (6, None, False, False),  # a new one begins the day after
        (9, None, True, True),  # … or later: a gap
    ],
)
def test_whether_it_is_the_last_one(
    begins: int, ends: int | None, *, lost: bool, successor: bool, cast: Cast, moment: Moment
) -> None:
    today = moment.now.date()
    last_day = today + timedelta(days=5)
    until = None if ends is None else today + timedelta(days=ends)
    post = Assignment.objects.get(employee=cast.head_of_engineering.employee)
    other = heads(cast, cast.engineer, today + timedelta(days=begins), until)
    for found in (
        lost_by_leaving(cast.head_of_engineering.employee, last_day, moment.now),
        lost_by_ending(post, last_day, moment.now),
    ):
        assert [one.department for one in found] == [cast.engineering] * lost
        assert [one.successor for one in found] == [other if successor else None] * lost


@pytest.mark.usefixtures("moment")
def test_pages_say_it_while_nobody_heads_it(cast: Cast, sign_in: SignIn) -> None:
    said = "应通知负责人的提醒由项目经理接收"
    before = sign_in(cast.manager).get("/people/departments/").text.count(said)
    assert cast.engineering.name not in sign_in(cast.manager).get("/").context["headless"]
    Assignment.objects.filter(employee=cast.head_of_engineering.employee).delete()
    assert sign_in(cast.manager).get("/people/departments/").text.count(said) == before + 1
    home = sign_in(cast.manager).get("/")
    assert cast.engineering.name in home.context["headless"]
    assert "应通知负责人的提醒由您接收" in home.text
    assert sign_in(cast.clerk).get("/").context["headless"] == ""
