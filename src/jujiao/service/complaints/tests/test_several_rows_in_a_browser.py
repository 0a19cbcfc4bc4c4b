"""Several rows of the list at once: ticked by mouse, keyboard and thumb, dispatched in one dialog."""

import re

import pytest
from playwright.sync_api import Page, expect

from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.rows import a_notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def boxes(page: Page) -> list[bool]:
    return [box.is_checked() for box in page.locator("#list [data-pick]").all()]


@pytest.mark.parametrize("width", [390, 1440])
def test_rows_are_ticked_and_dispatched(cast: Cast, desk: Desk, page_as: PageAs, width: int) -> None:
    cases = [desk.registered() for _number in range(4)]
    page = page_as(cast.clerk, width=width, path="/complaints/?state=registered")
    bar, first = page.locator(".j-several"), page.locator("#list [data-pick]").first
    expect(bar).to_be_hidden()
    page.locator("[data-pick-all]:visible").click()
    assert boxes(page) == [True] * 4
    expect(bar.get_by_role("status")).to_have_text("已选 4")
    check_page(page)
    if width < 768:
        check_targets(page)
    bar.get_by_role("button", name="取消选择").click()
    expect(bar).to_be_hidden()
    first.focus()
    page.keyboard.press("Space")
    assert boxes(page) == [True, False, False, False]
    page.locator("#list [data-pick]").nth(2).click(modifiers=["Shift"])
    assert boxes(page) == [True, True, True, False]
    expect(page.locator("#list")).to_be_visible()  # no row was opened by it
    desk.step("dispatch", cases[1], cast.clerk2, department=cast.security)
    bar.get_by_role("button", name="派单").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_contain_text("3 件")
    check_page(page)
    expect(dialog.get_by_role("radio", name="工程部")).to_be_checked()
    dialog.get_by_role("button", name="派单").click()
    expect(dialog.get_by_role("alert")).to_contain_text("已派单 2 件")
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile(f"{cases[1].number}.*其间：派单"))
    check_page(page)
    dialog.get_by_role("button", name="关闭").first.click()
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(bar).to_be_hidden()
    left = Complaint.objects.filter(state="registered")
    assert [case.pk for case in left] == [cases[3].pk]


def test_notices_are_ticked_and_read_while_news_come_in(cast: Cast, page_as: PageAs) -> None:
    for _number in range(3):
        a_notice(cast.clerk)
    page = page_as(cast.clerk, width=390, path="/notices/")
    page.locator("#list [data-pick]").nth(1).check()
    check_page(page)
    check_targets(page)
    with page.expect_response("**/notices/"):
        page.evaluate("htmx.trigger(document.body, 'live-user')")
    expect(page.locator("#list")).not_to_have_class(re.compile("htmx"))
    assert boxes(page) == [False, True, False]
    page.locator(".j-several").get_by_role("button", name="标为已读").click()
    expect(page.locator(".j-toast")).to_contain_text("1")
    expect(page.locator("#list [data-pick]")).to_have_count(2)
