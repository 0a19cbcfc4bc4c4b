"""A dialog says what became of its form: without a connection, with the session's cookie gone, with a wrong field."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jujiao.testing.browser import PageAs, check_axe
from jujiao.testing.cast import Cast, Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PARTS = "/developers/parts/"
PHONE = "13800138000"


def open_form(page: Page) -> None:
    page.goto(PARTS)
    page.locator(".j-head-actions .btn-primary").click()
    page.locator("#dialog #id_phone").fill(PHONE)
    page.locator("#dialog #id_topic").select_option("noise")
    page.locator("#dialog [name=channel]").first.check()


def send(page: Page) -> None:
    page.locator("#dialog .btn-primary").click()


def test_without_a_connection_the_dialog_says_so_and_keeps_what_was_typed(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.sysadmin)
    open_form(page)
    page.context.set_offline(True)
    send(page)
    said = page.locator("#dialog [role=alert]")
    expect(said).to_contain_text("网络不通")
    expect(said).to_be_focused()
    expect(page.locator("#dialog #id_phone")).to_have_value(PHONE)
    check_axe(page)
    page.context.set_offline(False)
    send(page)
    expect(page.locator("#dialog")).to_be_hidden()
    expect(page.locator(".j-toast")).to_be_visible()


def test_with_every_cookie_gone_one_signs_in_beside_and_goes_on(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.sysadmin)
    open_form(page)
    page.context.clear_cookies()
    send(page)
    expect(page.locator("#signed-out")).to_be_visible()
    page.locator("#signed-out [data-close]").click()
    expect(page.locator("#dialog #id_phone")).to_have_value(PHONE)
    sign_in_beside(page_as, page, cast.sysadmin)
    send(page)
    expect(page.locator("#dialog")).to_be_hidden()


def sign_in_beside(page_as: PageAs, page: Page, member: Member) -> None:
    """What another tab of the same browser does."""
    cookies: Any = page_as(member, path=PARTS).context.cookies()
    page.context.add_cookies(cookies)


def test_the_first_wrong_field_of_a_page_has_the_focus(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.sysadmin, path=f"{PARTS}dialog/")
    page.locator("#id_phone").fill("138")
    page.locator(".j-page-dialog .btn-primary").click()
    expect(page.locator("#id_phone")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_phone")).to_be_focused()
