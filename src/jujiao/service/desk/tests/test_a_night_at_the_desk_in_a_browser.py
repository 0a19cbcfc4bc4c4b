"""A change of duty on the real pages, in two browsers: sign-on, a walk-in who complains, a handover signed by both."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.company.duty.models import Attendance
from jujiao.service.desk.models import Handover, Visit
from jujiao.service.desk.operations import add_thing
from jujiao.service.desk.tests.scene import CASES, HOUR, the_desk
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

WORDS = "楼上空调外机滴水，说了两次没人管"
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def signs_on(page: Page) -> None:
    """Two ticks and a press; without them one reads why."""
    page.goto("/")
    page.get_by_role("link", name="到岗", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="到岗").click()
    expect(dialog.get_by_text("请勾选着装、仪表两项")).to_be_visible()
    dialog.get_by_label("着装整齐").check()
    dialog.get_by_label("仪表端庄").check()
    look(page)
    dialog.get_by_role("button", name="到岗").click()
    expect(page.get_by_role("button", name="离岗")).to_be_visible()


def receives(page: Page, cast: Cast) -> None:
    """Somebody of a room comes, and what they say becomes a complaint."""
    page.goto(reverse("reception:receive"))
    page.locator("#id_q").press_sequentially("1-1-101")
    page.locator("#visitor-found").get_by_text(cast.resident.person.name).click()
    page.locator("#id_text").fill(WORDS)
    look(page)
    page.locator("#main").get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/desk/visits/*/")
    look(page)
    page.locator("#main").get_by_role("link", name="登记投诉").click()
    expect(page.locator("#id_text")).to_have_value(WORDS)
    page.locator("[name=category]").first.check(force=True)
    page.locator("#main").get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/registered/")


def hands_over(page: Page, number: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="交班", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(number).first).to_be_visible()
    dialog.get_by_label("前台钥匙").fill("2")
    dialog.get_by_label("给接班人的话").fill("一把钥匙在维修师傅处")
    look(page)
    dialog.get_by_role("button", name="签字交班").click()
    page.wait_for_url("**/desk/handovers/")


def takes_over(page: Page) -> None:
    page.get_by_role("link", name="查看并签字").click()
    expect(page.get_by_text("缺少：")).to_be_visible()
    look(page)
    page.get_by_role("link", name="接班", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="签字接班").click()
    expect(page.get_by_text("待签字")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_from_the_sign_on_to_the_handover(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    desk = the_desk(cast)
    add_thing(duty_post=desk.post, name="前台钥匙", count=3, actor=cast.head_of_service.viewer, now=NOW)
    desk.planned(cast.clerk, NOW)
    desk.planned(cast.clerk2, NOW + 8 * HOUR)
    clerk = page_as(cast.clerk, width=width)
    signs_on(clerk)
    receives(clerk, cast)
    complaint, visit = CASES.Complaint.objects.get(), Visit.objects.get()
    assert (visit.case_id, complaint.person) == (complaint.pk, cast.resident.person)
    clerk.goto(reverse("reception:visit", args=[visit.pk]))
    expect(clerk.get_by_role("link", name=complaint.number)).to_be_visible()

    moment.forward(hours=8)
    hands_over(clerk, complaint.number)
    following = page_as(cast.clerk2, width=width)
    signs_on(following)
    takes_over(following)
    look(following)
    handover = Handover.objects.get()
    assert (handover.taken_by, handover.taken_at) == (cast.clerk2.employee, NOW + 8 * HOUR)
    assert Attendance.objects.filter(dress_in_order=True, looks_in_order=True).count() == 2

    for language in ("zh-hans", "en"):
        manager = page_as(cast.manager, width=width, language=language)
        for name in ("reception:cover", "reception:handovers", "reception:visits"):
            manager.goto(reverse(name))
            look(manager)
        page_as.leave(manager)
