"""An engineer with one free hand: one card a case, a tap on it opens the case, and one on Call leads to the number."""

import pytest
from playwright.sync_api import Page, expect

from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, moment: Moment) -> Complaint:
    return a_complaint(cast)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 360])
def test_a_card_says_what_and_where_and_calls(cast: Cast, page_as: PageAs, case: Complaint, width: int) -> None:
    page = page_as(cast.engineer, width=width, path="/")
    card = page.locator(".j-duties tbody tr")
    expect(card).to_have_count(1)
    for words in (case.text[:10], "1-1-101", "还剩"):
        expect(card).to_contain_text(words)
    check_page(page)
    check_targets(page)

    card.get_by_role("link", name="打电话").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name="就此投诉联系业主")).to_be_checked()
    dialog.get_by_role("button", name="查看号码").click()
    expect(dialog.locator("a[href^='tel:']")).to_be_visible()
    check_page(page)
    assert [row.verb for row in timeline_of(case, owner=False)][-1] == "reveal_phone"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    tap_below_the_words(page)
    page.wait_for_url(f"**/complaints/{case.pk}/")


def tap_below_the_words(page: Page) -> None:
    """On the time left, which a wide screen opens by itself."""
    box = page.locator(".j-duties .j-due").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
