"""An owner without an account, on the staff's real pages: registered by phone, told by text at each step, and called
where the text failed."""

import re

import pytest
from playwright.sync_api import Page, expect

from jujiao.kernel.machine.messaging.port import Refused
from jujiao.notices.models import CallTask
from jujiao.promises.models import Promise
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.tests.stepping import step
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.messaging import Vendor, carry_out
from jujiao.testing.rows import a_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

GONE = Refused("isv.MOBILE_NUMBER_ILLEGAL", "number not in service", again=False)


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def send(page: Page, button: str) -> None:
    page.get_by_role("dialog").get_by_role("radio", name="短信").check()
    look(page)
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#dialog")).to_be_hidden()


def ended(complaint: Complaint, kind: str) -> tuple[str, bool]:
    promise = Promise.objects.get(subject_kind=SUBJECT, subject_id=complaint.pk, kind=f"complaint.{kind}")
    return promise.state, promise.done_at is not None


def register(desk: Page) -> Complaint:
    """By the number of the owner who calls, and on to the department."""
    desk.locator("#id_q").focus()
    desk.keyboard.type("13800000106", delay=10)
    expect(desk.get_by_role("option").first).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_text")).to_be_focused()
    desk.keyboard.type("卫生间天花板漏水")
    expect(desk.get_by_role("radio", name="渗漏水")).to_be_checked()
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/registered/")
    desk.keyboard.press("Enter")
    expect(desk.locator("#next")).to_contain_text("已派单")
    return Complaint.objects.get()


def call(desk: Page, moment: Moment) -> None:
    """From the first page to the call that waits; nobody is there, and then the owner is."""
    desk.goto("/")
    desk.get_by_role("link", name=re.compile("1.*电话要打")).click()
    row = desk.locator(f"#call-{CallTask.objects.get().pk}")
    expect(row).to_contain_text("水管接头已更换")
    expect(row).to_contain_text("number not in service")
    look(desk)
    row.get_by_role("button", name="无人接听").click()
    expect(row).to_contain_text("打过电话，无人接听")
    moment.forward(minutes=20)
    row.get_by_role("button", name="查看号码").click()
    expect(row).to_contain_text("138 0000 0106")
    row.get_by_role("button", name="已告知", exact=True).click()
    expect(desk.get_by_text("没有要打的电话")).to_be_visible()


def test_from_the_phone_call_to_the_follow_up(cast: Cast, page_as: PageAs, moment: Moment, vendor: Vendor) -> None:
    desk = page_as(cast.clerk, width=1440, path="/complaints/register/")
    complaint = register(desk)
    assert (complaint.person, cast.spouse.user) == (cast.spouse, None)

    engineer = page_as(cast.engineer, width=390, path=f"/complaints/{complaint.pk}/")
    engineer.get_by_role("button", name="接单").click()
    expect(engineer.get_by_role("button", name="接单")).to_have_count(0)
    carry_out(moment.forward(minutes=1))
    assert [one.address for one in vendor.sent] == ["13800000106"]

    step(engineer, "回复")
    engineer.get_by_label("告知业主的内容").fill("今天下午三点上门")
    send(engineer, "回复")
    expect(engineer.locator("#case")).to_contain_text("正在给业主发送消息")
    look(engineer)
    assert ended(complaint, "first_reply") == ("running", False)
    carry_out(moment.forward(minutes=1))
    engineer.reload()
    expect(engineer.locator("#case")).not_to_contain_text("正在给业主发送消息")
    assert ended(complaint, "first_reply") == ("met", True)

    step(engineer, "办结")
    engineer.get_by_label("处理结果").fill("水管接头已更换")
    send(engineer, "办结")
    vendor.ready = [GONE]
    carry_out(moment.forward(minutes=1))
    assert ["三点上门" in text for text in vendor.texts] == [False, True, False]
    assert "水管接头已更换" in vendor.texts[2]
    engineer.reload()
    expect(engineer.locator("#case")).to_contain_text("消息都没有送到业主")
    expect(engineer.locator("#case")).to_contain_text("138****0106")
    look(engineer)
    assert ended(complaint, "resolve") == ("running", False)

    call(desk, moment)
    assert ended(complaint, "resolve") == ("met", True)

    desk.goto(f"/complaints/{complaint.pk}/")
    expect(desk.locator("#case")).to_contain_text("已电话告知")
    expect(desk.locator("#case")).to_contain_text("查看了联系电话")
    look(desk)


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_calls_stand_up_to_a_look(cast: Cast, page_as: PageAs, width: int, language: str) -> None:
    page = page_as(cast.clerk, width=width, language=language, path="/notices/calls/")
    look(page)
    for _number in range(3):
        a_call(cast)
    a_call(cast, phone="", person=cast.resident.person)
    page.reload()
    expect(page.locator("#list tbody tr")).to_have_count(4)
    look(page)
