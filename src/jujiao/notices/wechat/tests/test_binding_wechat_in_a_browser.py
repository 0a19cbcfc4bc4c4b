"""An owner binds their WeChat on a telephone, and administration connects an account, without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from jujiao.demo.wechat.owners import Owners
from jujiao.kernel.machine import clock
from jujiao.notices.wechat.models import Account, Binding
from jujiao.notices.wechat.proof.samples_line import KEY, SECRET, a_binding, a_follower
from jujiao.notices.wechat.tests.door_stage import Desk
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("platform")
def test_an_owner_binds_and_unbinds(
    page_as: PageAs, cast: Cast, owners: Owners, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "database_now", lambda: NOW)
    owners.platform.now = lambda: NOW
    page = page_as(cast.resident, path="/wechat/mine/")
    page.get_by_role("button", name="绑定微信").press("Enter")
    expect(page.get_by_role("img", name="微信绑定二维码")).to_be_visible()
    check_page(page)
    check_targets(page)
    sent = page.locator("#wechat-code code").inner_text()
    assert re.fullmatch(r"绑定 [2-9A-Z]{10}", sent)
    owners.writes("oANN", sent)
    owners.writes("oANN", "确认绑定")
    page.reload()
    page.get_by_role("button", name="解除绑定").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("没有绑定微信。")).to_be_visible()
    assert Binding.objects.get().ended_at == NOW


def test_administration_connects_an_account(page_as: PageAs, cast: Cast, account: Account) -> None:
    a_binding(cast.resident.person, a_follower(account, "oANN"))
    page = page_as(cast.hr, width=1440, language="en", path="/wechat/accounts/")
    check_page(page)
    page.get_by_role("link", name="Connect an official account").press("Enter")
    page.get_by_label("Name", exact=True).fill("西溪里物业")
    for label, value in {"AppID": "wx1", "Original id": "gh_0123", "AppSecret": SECRET, "Token": "aToken"}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("EncodingAESKey").fill(KEY)
    page.get_by_role("button", name="Connect", exact=True).press("Enter")
    expect(page.get_by_text("AppID (wx…) and original id (gh_…) are letters and digits alone.")).to_be_visible()
    page.get_by_label("AppID", exact=True).fill("wx01234567")
    page.get_by_role("button", name="Connect", exact=True).press("Enter")
    expect(page.get_by_role("link", name="西溪里物业", exact=True)).to_be_visible()
    narrow = page_as(cast.hr, path=f"/wechat/accounts/{account.pk}/followers/")
    check_page(narrow)
    expect(narrow.get_by_role("button", name="解除绑定")).to_be_visible()
    narrow.goto("/wechat/accounts/")
    check_page(narrow)
