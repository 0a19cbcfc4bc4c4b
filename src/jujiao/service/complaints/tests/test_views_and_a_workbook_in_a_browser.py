"""Views above the list of complaints: counted, saved, followed, arranged."""

import re

import pytest
from playwright.sync_api import expect

from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_view_is_saved_followed_and_renamed(cast: Cast, desk: Desk, page_as: PageAs, width: int) -> None:
    desk.at_work()
    for _number in range(2):
        desk.registered()
    page = page_as(cast.clerk, width=width, path="/complaints/")
    views = page.get_by_role("navigation", name="视图")
    expect(views.get_by_role("link", name="待派单")).to_have_text(re.compile(r"待派单\s*2"))
    expect(views.get_by_role("link", name="全部")).to_have_attribute("aria-current", "true")
    check_page(page)
    if width < 768:
        check_targets(page)
    page.get_by_label("编号、房号、姓名或关键词").fill("天花板")
    expect(views.get_by_role("link", name="全部")).not_to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="保存为视图").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("视图名称").fill("天花板渗水的")
    check_page(page)
    dialog.get_by_role("button", name="保存").click()
    own = views.get_by_role("link", name=re.compile("天花板渗水的"))
    expect(own).to_have_attribute("aria-current", "true")
    expect(own).to_contain_text("3")
    expect(page.get_by_role("link", name="保存为视图")).to_have_count(0)
    views.get_by_role("link", name="待派单").click()
    expect(page.locator("#list tbody tr")).to_have_count(2)
    expect(views.get_by_role("link", name="待派单")).to_have_attribute("aria-current", "true")
    views.get_by_role("link", name="管理视图").click()
    check_page(page)
    dialog.get_by_label("视图名称").fill("渗水")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(views.get_by_role("link", name=re.compile("^渗水"))).to_be_visible()
    views.get_by_role("link", name="管理视图").click()
    dialog.get_by_role("button", name="删除视图").click()
    expect(dialog).to_contain_text("此列表还没有保存的视图")
    dialog.get_by_role("link", name="关闭").click()
    expect(views.get_by_role("link", name="管理视图")).to_have_count(0)
    page.get_by_role("link", name="导出更多列").click()
    dialog.get_by_label("含投诉人姓名和电话").check()
    dialog.get_by_label("原因").fill("回访抽查")
    check_page(page)
    with page.expect_download() as file:
        dialog.get_by_role("button", name="导出 Excel").click()
    assert file.value.suggested_filename.endswith(".xlsx")
    expect(dialog.get_by_role("button", name="导出 Excel")).not_to_have_class(re.compile("is-busy"))
