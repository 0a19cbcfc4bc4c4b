"""The product among a telephone's apps: its name and icons, and a page of its own where there is no connection."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from playwright.sync_api import Page, expect

from jujiao.testing.browser import PageAs, check_axe, check_language
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""


def test_an_owner_installs_their_estate_and_others_the_product(cast: Cast, sign_in: SignIn, client: Client) -> None:
    def name(browser: Client) -> str:
        return str(json.loads(browser.get("/manifest.webmanifest").content)["name"])

    assert name(sign_in(cast.resident)) == cast.estate.name
    assert name(sign_in(cast.engineer)) == name(client) == "聚焦"


def test_the_icons_are_as_large_as_they_say(client: Client) -> None:
    says = json.loads(client.get("/manifest.webmanifest").content)
    assert {icon["purpose"] for icon in says["icons"]} == {"any", "maskable"}
    for file in ("192", "512", "maskable-512", "apple-touch-180"):
        with Image.open(str(finders.find(f"jujiao/app/{file}.png"))) as picture:
            assert picture.size == (int(file.split("-")[-1]),) * 2


@pytest.mark.parametrize("path", ["/offline/", "/sw.js"])
def test_what_is_kept_on_the_device_says_nothing_of_anybody(
    cast: Cast, sign_in: SignIn, client: Client, path: str
) -> None:
    assert sign_in(cast.clerk).get(path).content == client.get(path).content
    assert b"csrf" not in client.get(path).content


@pytest.mark.browser
def test_without_a_connection_a_page_says_so_and_comes_by_itself(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.resident, path="/my/", workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.goto("/rulebook/promises/")
    heading = page.get_by_role("heading", name="没有网络")
    expect(heading).to_be_visible()
    expect(page.locator(".j-brand")).to_have_text(cast.estate.name)
    expect(page).to_have_title(f"没有网络 · {cast.estate.name}")
    check_axe(page)
    check_language(page)
    page.context.set_offline(False)
    expect(page.locator(".j-bottom")).to_be_visible()
    assert page.url.endswith("/rulebook/promises/")
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/"]


@pytest.mark.browser
def test_a_form_that_did_not_get_through_is_said_to_be_unsent(cast: Cast, page_as: PageAs) -> None:
    page: Page = page_as(cast.sysadmin, path="/developers/parts/dialog/", workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.evaluate("localStorage.setItem('jujiao-house', 'left by an owner')")
    page.reload()
    page.locator("#id_phone").fill("13800138000")
    page.context.set_offline(True)
    page.evaluate("document.querySelector('.j-page-dialog form').submit()")
    expect(page.locator("[data-unsent]")).to_be_visible()
    expect(page.locator(".j-brand")).to_have_text("聚焦")
    page.context.set_offline(False)
    expect(page.locator("[data-back-again]")).to_be_visible()
    page.locator("[data-return]").click()
    expect(page.locator("#id_phone")).to_be_visible()
