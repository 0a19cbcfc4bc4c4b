"""A roster on the real pages: opened, searched for while one looks on, published; acknowledged on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.people.rosters import operations
from jujiao.people.rosters.jobs import search_for
from jujiao.people.rosters.models import Roster, RosterRun
from jujiao.people.rosters.proof.rows import maker
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def press(page: Page, link: str, button: str) -> None:
    """What opens a dialog, and the button of it."""
    page.get_by_role("link", name=link, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#dialog")).to_be_hidden()


def test_from_the_list_to_the_phone(cast: Cast, page_as: PageAs) -> None:
    make = maker(cast)
    post, kind = make.duties.post(), make.shift()
    operations.keep_weekly_need(
        duty_post=post, shift_kind=kind, counts=[1] * 7, version=0, actor=cast.hr.viewer, now=NOW
    )
    head = page_as(cast.head_of_engineering, width=1440, path=reverse("rosters:needs"))
    check_page(head)
    head.goto(reverse("rosters:list"))
    head.get_by_role("link", name="新建排班表").click()
    dialog = head.get_by_role("dialog")
    dialog.get_by_role("checkbox").first.check()
    check_page(head)
    dialog.get_by_role("button", name="新建", exact=True).click()
    expect(head.locator("#dialog")).to_be_hidden()
    head.locator("a.j-row-link").click()
    press(head, "自动排班", "自动排班")
    expect(head.locator("#run")).to_contain_text("等待后台空闲后开始")
    check_page(head)
    search_for(run_id=RosterRun.objects.get().pk)
    expect(head.locator("#run")).to_contain_text("已是最优")
    press(head, "采用", "采用")
    expect(head.locator("#roster")).to_contain_text("全部覆盖")
    press(head, "发布", "发布")
    expect(head.locator("#roster")).to_contain_text("人未确认")
    check_page(head)

    own = reverse("rosters:roster", args=[Roster.objects.get().pk])
    phone = page_as(cast.engineer, width=390, path=own)
    check_page(phone)
    check_targets(phone)
    press(phone, "我已查看班次", "我已查看班次")
    expect(phone.locator("#roster")).to_contain_text("确认班次")

    english = page_as(cast.hr, width=390, language="en", path=own)
    check_page(english)
    english.goto(reverse("rosters:needs"))
    check_page(english)
    check_targets(english)
