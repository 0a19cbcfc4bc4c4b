"""A photo opens large over the page: keys, swipes and buttons lead through those of the case, Esc and Back close it."""

import pytest
from playwright.sync_api import Page, expect

from jujiao.testing.browser import PageAs, check_axe
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PARTS = "/developers/parts/"
SWIPE = """(length) => {
  const box = document.getElementById("lightbox");
  for (const [kind, clientX] of [["pointerdown", 300], ["pointerup", 300 + length]])
    box.dispatchEvent(new PointerEvent(kind, { clientX, isPrimary: true, bubbles: true }));
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_a_photo_opens_over_the_page_and_leads_to_the_next(cast: Cast, page_as: PageAs, width: int) -> None:
    page = page_as(cast.sysadmin, width=width, path=PARTS)
    thumb = page.locator("a[data-photo]").nth(1)
    thumb.click()
    box = page.locator("#lightbox")
    expect(box).to_have_attribute("data-state", "there")
    expect(box.locator("img")).to_have_attribute("alt", "地下车库地面积水")
    check_axe(page)
    assert place(page) == 2
    for move, expected in (("ArrowRight", 3), ("ArrowRight", 4), ("ArrowRight", 1), ("ArrowLeft", 4)):
        page.keyboard.press(move)
        assert place(page) == expected
    page.evaluate(SWIPE, 120)
    assert place(page) == 3
    page.evaluate(SWIPE, 10)
    assert place(page) == 3, "a tap is no swipe"
    box.locator("[data-step='1']").click()
    assert place(page) == 4
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(thumb).to_be_focused()


def place(page: Page) -> int:
    return int((page.locator("#lightbox [data-place]").text_content() or "").split("/")[0])


def test_back_closes_what_was_opened_last_and_leaves_the_page(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.sysadmin, path=PARTS)
    page.locator("button.j-due").first.click()
    expect(page.locator("#dialog")).to_be_visible()
    page.evaluate("document.querySelector('a[data-photo]').click()")
    box = page.locator("#lightbox")
    expect(box).to_be_visible()
    page.go_back()
    expect(box).to_be_hidden()
    expect(page.locator("#dialog")).to_be_visible()
    page.go_back()
    expect(page.locator("#dialog")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#dialog")).to_be_hidden()
    assert page.url.endswith(PARTS)
