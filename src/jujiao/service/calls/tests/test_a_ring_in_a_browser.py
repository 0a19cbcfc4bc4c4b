"""A ring pops at the telephone that rings, over a dialog in which somebody writes, and becomes a complaint."""

from datetime import timedelta
from importlib import import_module
from typing import Any, Final

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.service.calls.models import Call
from jujiao.service.calls.operations.scripts import ship_first_wordings
from jujiao.service.calls.operations.sitting import sit_down
from jujiao.service.calls.tests.desk import the_desk
from jujiao.testing.browser import Moment, PageAs, check_page
from jujiao.testing.cast import NOW, Cast

CASES: Final[Any] = import_module("jujiao.service.complaints.models")
"""Chapters do not import each other: what this test asks of another one it looks up."""
TYPED = "打了一半的备注"
SECOND = timedelta(seconds=1)
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def hears(page: Page) -> None:
    """The word of the live line, which this server does not have."""
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live-ringing'))")


def test_a_ring_pops_over_a_dialog_and_becomes_a_complaint(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    desk = the_desk(cast)
    ship_first_wordings(company=cast.company, now=NOW)
    for who, extension in ((cast.clerk, "801"), (cast.clerk2, "802")):
        desk.comes(who, NOW)
        sit_down(telephone=desk.telephones[extension], instead_of=0, actor=who.viewer, now=NOW)
    earlier = desk.told(NOW, "899", call="earlier", rang_at=NOW, ended_at=NOW + SECOND)
    mine = page_as(cast.clerk, width=1440, path=reverse("telephony:call", args=[earlier.pk]))
    theirs = page_as(cast.clerk2, width=1440, path=reverse("telephony:scripts"))
    check_page(theirs)
    mine.locator(f"#main a[href='{reverse('telephony:note_call', args=[earlier.pk])}']").click()
    mine.get_by_role("dialog").locator("textarea").fill(TYPED)

    number = cast.resident.person.phone
    desk.ring(NOW, outside=number)
    hears(mine)
    hears(theirs)
    card = mine.locator("[data-slot] [data-part]")
    expect(card).to_contain_text("1-1-101")
    expect(card).to_contain_text("振铃中")
    check_page(mine)
    theirs.wait_for_load_state("networkidle")
    expect(theirs.locator("[data-part]")).to_have_count(0)

    desk.told(NOW + 5 * SECOND, "801", outside=number, answered_at=NOW + 5 * SECOND)
    hears(mine)
    expect(card).to_contain_text("通话中")
    with mine.expect_popup() as opened:
        card.get_by_role("link", name="登记投诉").first.click()
    form = opened.value
    expect(mine.get_by_role("dialog").locator("textarea")).to_have_value(TYPED)
    # The new page was drawn while it goes on, and shows it by itself.
    expect(form.locator("[data-slot] [data-part]")).to_contain_text("通话中")
    form.locator("[data-close-part]").click()
    expect(form.locator("#id_q")).to_have_value("1-1-101")
    form.locator("#id_text").fill("楼上漏水，水从卫生间顶上滴下来")
    form.locator("[name=category]").first.check(force=True)
    form.locator("#main").get_by_role("button", name="登记", exact=True).click()
    form.wait_for_url("**/registered/")

    call, complaint = Call.objects.get(linked_id="c1"), CASES.Complaint.objects.get()
    assert (call.case_kind, call.case_id) == ("complaint", complaint.pk)
    assert complaint.person == cast.resident.person
    assert call.script_version is not None
    assert (call.script_version.script.occasion, call.script_version.number) == ("greeting", 1)
