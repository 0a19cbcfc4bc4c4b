"""A passkey on a device of the browser's own: added once, then it opens the door without a password."""

import pytest
from playwright.sync_api import Page, expect

from jujiao.company.accounts.models import SecondFactor
from jujiao.testing.browser import PageAs, check_page
from jujiao.testing.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_device(page: Page) -> None:
    """A fingerprint reader that always recognises its finger."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("用户名").fill("engineer")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_passkey_opens_the_door(cast: Cast, page_as: PageAs, width: int) -> None:
    page = page_as(None, width=width)
    with_a_device(page)
    sign_in(page)

    page.goto("/account/passkeys/add/")
    page.get_by_label("名称").fill("门岗的手机")
    check_page(page)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="我已保存").click()
    expect(page.get_by_text("门岗的手机")).to_be_visible()
    check_page(page)
    assert SecondFactor.objects.filter(user=cast.engineer.user, type="webauthn").count() == 1

    page.context.clear_cookies(name="sessionid")
    page.goto("/account/login/")
    check_page(page)
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("heading", name="我的待办")).to_be_visible()
