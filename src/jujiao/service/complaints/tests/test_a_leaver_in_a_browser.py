"""Somebody with cases in hand leaves, from the dialog to the department that has them again."""

from datetime import timedelta

import pytest

from jujiao.company.staff.jobs import hand_over_on
from jujiao.company.staff.models import Assignment
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment, PageAs, check_page
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def case(cast: Cast, moment: Moment) -> Complaint:
    """The most urgent of those that the engineer and the head have in hand, one of them late."""
    desk, found = Desk(cast, moment), []
    for _each in range(22):
        found.append(desk.at_work(handler=cast.engineer))
        moment.now += timedelta(minutes=40)
    desk.step("accept", desk.at_work(), cast.head_of_engineering)
    moment.now += timedelta(hours=20)
    return found[0]


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "zh-hans"), (390, "en"), (1440, "en")])
def test_the_dialogs_are_as_a_page_should_be(
    cast: Cast, case: Complaint, page_as: PageAs, width: int, language: str
) -> None:
    head = cast.head_of_engineering.employee
    page = page_as(cast.manager, width=width, language=language, path=f"/people/{cast.engineer.employee.pk}/")
    page.locator(f"a[href='/people/{cast.engineer.employee.pk}/leave/']").click()
    page.locator("dialog td a", has_text=case.number).wait_for()
    check_page(page)
    for path in (
        f"/people/{head.pk}/leave/",
        f"/people/posts/{Assignment.objects.get(employee=head).pk}/end/",
    ):
        page.goto(path)
        page.locator(".j-alert.is-warning").wait_for()
        check_page(page)
    Assignment.objects.filter(employee=head).delete()
    for path in ("/people/departments/", "/"):
        page.goto(path)
        check_page(page)


def test_who_leaves_today_has_nothing_in_hand_any_more(cast: Cast, case: Complaint, page_as: PageAs) -> None:
    page = page_as(cast.manager, width=1440, path=f"/people/{cast.engineer.employee.pk}/")
    page.locator(f"a[href='/people/{cast.engineer.employee.pk}/leave/']").click()
    page.locator("dialog button.btn-danger").click()
    page.locator("dialog[open]").wait_for(state="detached")
    cast.engineer.employee.refresh_from_db()
    left_on = cast.engineer.employee.left_on
    assert left_on is not None
    hand_over_on(employee_id=cast.engineer.employee.pk, left_on=left_on.isoformat())
    head = page_as(cast.head_of_engineering, width=1440, path="/notices/")
    head.get_by_role("button", name="赵强 离职，以下投诉已回到部门").first.click()
    head.locator("tr", has_text=case.number).wait_for()
    check_page(head)
    head.goto(f"/complaints/{case.pk}/")
    head.locator("text=赵强 离职，投诉回到工程部，待重新接单").wait_for()
    check_page(head)
