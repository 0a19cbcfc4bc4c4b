"""One complaint on the staff's real pages: the desk registers it from the keyboard, the engineer handles it, the owner
is not satisfied, the head names a colleague, the manager looks on; then the lists, in both languages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.stepping import step
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = [390, 1440]


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def send(page: Page, button: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#dialog")).to_be_hidden()


def register(page: Page) -> Complaint:
    look(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.locator("#id_q").focus()
    page.keyboard.type("1-1-101", delay=10)
    expect(page.get_by_role("option").first).to_be_visible()
    look(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type("卫生间天花板漏水，已经三天了")
    expect(page.get_by_role("radio", name="渗漏水")).to_be_checked()
    look(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/registered/")
    return Complaint.objects.get()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dissatisfied_first_round(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    desk = page_as(cast.clerk, width=width, path="/complaints/register/")
    complaint = register(desk)
    expect(desk.locator("blockquote")).to_contain_text(complaint.number)
    expect(desk.locator("blockquote")).to_contain_text("3月12日 10:00 前给您初步回复，3月13日 10:00 前处理完毕")
    look(desk)
    expect(desk.get_by_role("button", name=re.compile("派单至.*工程部"))).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="登记下一件")).to_be_focused()

    engineer = page_as(cast.engineer, width=width, path=f"/complaints/{complaint.pk}/")
    look(engineer)
    engineer.get_by_role("button", name="接单").click()
    expect(engineer.get_by_role("button", name="接单")).to_have_count(0)
    moment.forward(minutes=30)
    step(engineer, "回复")
    engineer.locator("#dialog").get_by_role("button", name="回复", exact=True).click()
    expect(engineer.locator("#dialog").get_by_role("alert")).to_be_visible()
    look(engineer)
    engineer.get_by_label("告知业主的内容").fill("今天下午三点上门")
    send(engineer, "回复")
    moment.forward(hours=5)
    step(engineer, "办结")
    engineer.get_by_label("处理结果").fill("水管接头已更换")
    send(engineer, "办结")
    expect(engineer.locator("#case")).to_contain_text("待回访")

    desk.goto("/complaints/follow-ups/")
    look(desk)
    desk.get_by_role("link", name="回访", exact=True).and_(desk.locator("#list *")).click()
    desk.get_by_role("radio", name="已联系上", exact=True).check()
    desk.get_by_role("radio", name="2 不满意").check()
    desk.get_by_label("业主原话").fill("还在滴水")
    look(desk)
    send(desk, "回访")
    expect(desk.get_by_text("没有待回访的投诉")).to_be_visible()

    head = page_as(cast.head_of_engineering, width=width, path=f"/complaints/{complaint.pk}/?do=accept")
    head.get_by_label("接单人").select_option(label="孙磊")
    look(head)
    send(head, "接单")
    expect(head.locator("#case")).to_contain_text("第 2 轮")

    manager = page_as(cast.manager, width=width, path=f"/complaints/{complaint.pk}/")
    manager.locator(".j-fold summary").filter(has_text="第 1 轮").click()
    look(manager)
    complaint.refresh_from_db()
    assert (complaint.round, complaint.state, complaint.handler) == (2, "accepted", cast.engineer2.employee)


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_every_page_with_and_without_cases(
    cast: Cast, page_as: PageAs, moment: Moment, width: int, language: str
) -> None:
    page = page_as(cast.clerk, width=width, language=language, path="/complaints/")
    lists = ["/complaints/", "/complaints/board/", "/complaints/follow-ups/"]
    for path in lists:
        page.goto(path)
        look(page)
    case, double = a_complaint(cast), a_complaint(cast)
    by_desk: dict[str, Any] = {"actor": cast.clerk.viewer, "now": moment.now, "version": None}
    operations.merge(complaint_id=double.pk, into_id=case.pk, **by_desk)
    operations.note(complaint_id=case.pk, text="业主家里有狗，" * 30, **by_desk)
    agreed: dict[str, Any] = {
        "agreed_by": "欧阳" * 20,
        "agreed_at": moment.now,
        "channel": "phone",
        "report_every_hours": 24,
    }
    until = moment.now + timedelta(days=6)
    operations.convert_to_complex(complaint_id=case.pk, due_at=until, reason="等配件", **agreed, **by_desk)
    done = a_complaint(cast)
    told: dict[str, Any] = {"actor": cast.engineer.viewer, "now": moment.now, "version": None, "channel": "phone"}
    operations.resolve(complaint_id=done.pk, text="已修好", **told)
    moment.forward(hours=60)
    paths = [*lists, "/complaints/?late=1&q=漏水", "/complaints/?q=nothing", "/complaints/board/?wall=1"]
    cases = [f"/complaints/{each.pk}/{more}" for each in (case, double) for more in ("", "sheet/")]
    dialogs = ["dispatch", "convert_to_complex", "merge", "add", "urge", "withdraw", "note"]
    for path in (
        *paths,
        *cases,
        *(f"/complaints/{case.pk}/do/{verb}/" for verb in dialogs),
        f"/complaints/{case.pk}/phone/",
    ):
        page.goto(path)
        look(page)


def test_a_category_is_chosen_by_its_number_or_its_first_letters(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path="/complaints/register/")
    topics = page.locator("[name=category]")
    topics.first.focus()
    for keys, place in (("3", 2), ("sd", 3), ("12", 11)):
        page.keyboard.type(keys)
        expect(topics.nth(place)).to_be_checked()
        page.wait_for_timeout(1000)
    page.keyboard.press("n")
    assert page.url.endswith("/complaints/register/")
