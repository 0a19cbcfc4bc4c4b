"""A missed call on the real pages: it waits on the list, is tried, is called back, and leaves the list by itself."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.rules.service.calls.piece import Direction
from jujiao.service.calls.models import CallBack
from jujiao.service.calls.tests.telling import MINUTE, NUMBER, the_exchange
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

MASKED = "139****9000"
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


@pytest.mark.usefixtures("moment")
def test_from_the_missed_call_to_the_call_back(cast: Cast, page_as: PageAs) -> None:
    exchange = the_exchange(cast)
    exchange.missed("one", NOW - 2 * MINUTE)
    clerk = page_as(cast.clerk, width=390)
    clerk.goto(reverse("telephony:call_backs") + "?waiting=1")
    look(clerk)
    clerk.get_by_role("link", name=MASKED).click()
    clerk.locator("#main").get_by_role("link", name="查看号码").click()
    dialog = clerk.get_by_role("dialog")
    dialog.get_by_label("原因").fill("回拨未接来电")
    look(clerk)
    dialog.get_by_role("button", name="查看号码").click()
    expect(dialog.locator(f"a[href='tel:{NUMBER}']")).to_be_visible()
    clerk.keyboard.press("Escape")
    clerk.locator("#one").get_by_role("button", name="无人接听").click()
    expect(clerk.get_by_text("打过电话，无人接听")).to_be_visible()
    look(clerk)
    exchange.answered("back", NOW, direction=Direction.OUTGOING)
    row = CallBack.objects.get()
    assert (row.end, row.ended_at, row.tries) == ("reached", NOW, 1)
    clerk.goto(reverse("telephony:call_backs") + "?waiting=1")
    expect(clerk.get_by_text(MASKED)).to_have_count(0)
    manager = page_as(cast.manager, width=1440, language="en")
    shown = {"calls": [], "call_backs": [], "type_in": [], "call": [row.calls.get(linked_id="one").pk]}
    for name, named in {**shown, "call_back": [row.pk]}.items():
        manager.goto(reverse(f"telephony:{name}", args=named))
        look(manager)
