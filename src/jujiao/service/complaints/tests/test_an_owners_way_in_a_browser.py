"""An owner's way through one complaint on real pages: registers, urges, is not satisfied with it, then is."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint, attached_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = [390, 1440]


def staff_do(cast: Cast, moment: Moment, *steps: tuple[Any, Any, dict[str, Any]]) -> None:
    complaint = Complaint.objects.get()
    for operation, member, given in steps:
        operation(actor=member.viewer, now=moment.forward(minutes=10), complaint_id=complaint.pk, version=None, **given)


def send(page: Page, button: str) -> None:
    """Press `button` of the dialog and wait until the dialog is gone: a step taken draws the page anew with it."""
    page.get_by_role("dialog").get_by_role("button", name=button).click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def look(page: Page, width: int) -> None:
    check_page(page)
    if width < 768:
        check_targets(page)


def register(page: Page, width: int) -> Complaint:
    page.get_by_role("link", name="我要投诉").first.click()
    expect(page.get_by_role("radio", name="1-1-101")).to_be_checked()
    look(page, width)
    page.get_by_role("button", name="提交投诉").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, width)
    page.get_by_role("radio", name="渗漏水").check()
    page.get_by_label("发生了什么").fill("卫生间天花板漏水，已经滴到洗手台上")
    page.get_by_role("button", name="提交投诉").click()

    page.wait_for_url("**/promised/")
    complaint = Complaint.objects.get()
    expect(page.get_by_text(complaint.number).first).to_be_visible()
    expect(page.get_by_text("明天 10:00 前", exact=True)).to_be_visible()
    expect(page.get_by_text("3月13日 周五 10:00 前", exact=True)).to_be_visible()
    look(page, width)

    page.get_by_role("link", name="查看这件投诉").click()
    look(page, width)
    return complaint


def urge(page: Page, width: int) -> None:
    page.get_by_role("link", name="催单").click()
    expect(page.get_by_role("dialog")).to_contain_text("立即通知处理人")
    look(page, width)
    send(page, "取消")
    page.get_by_role("link", name="催单").click()
    send(page, "催单")
    expect(page.get_by_text("已催单 1 次")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_first_word_to_a_satisfied_owner(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    page = page_as(cast.resident, width=width, path="/my/")
    look(page, width)
    complaint = register(page, width)
    urge(page, width)
    staff_do(
        cast,
        moment,
        (operations.dispatch, cast.clerk, {"department": cast.engineering}),
        (operations.accept, cast.engineer, {}),
        (operations.note, cast.engineer, {"text": "业主家里有狗"}),
        (operations.reply, cast.engineer, {"text": "今天下午三点上门", "channel": "phone"}),
        (operations.resolve, cast.engineer, {"text": "楼上水管接头已更换", "channel": "phone"}),
    )
    page.reload()
    expect(page.get_by_text("业主家里有狗")).to_have_count(0)
    expect(page.get_by_text("楼上水管接头已更换")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="评价").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="不满意", exact=False).nth(0).check()
    expect(dialog).to_contain_text("第 2 轮")
    look(page, width)
    dialog.get_by_label("问题没有解决").check()
    send(page, "发送")
    expect(page.get_by_text("第 2 轮").first).to_be_visible()
    expect(page.get_by_text("前几轮的承诺")).to_be_visible()
    look(page, width)

    staff_do(
        cast,
        moment,
        (operations.accept, cast.engineer2, {}),
        (operations.resolve, cast.engineer2, {"text": "重做防水，闭水试验通过", "channel": "phone"}),
    )
    page.reload()
    page.get_by_role("link", name="评价").first.click()
    page.get_by_role("dialog").get_by_role("radio", name="非常满意").check()
    send(page, "发送")
    expect(page.get_by_text("满意", exact=True).first).to_be_visible()
    look(page, width)
    page.goto("/my/")
    look(page, width)
    page.goto("/my/me/")
    look(page, width)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome, complaint.round, complaint.satisfaction) == (
        "closed",
        "satisfied",
        2,
        5,
    )


def test_a_bad_network_loses_nothing_and_makes_no_double(cast: Cast, page_as: PageAs) -> None:
    """The complaint is taken, but the answer is lost on the way; the page is opened again, and the draft sent again."""
    page = page_as(cast.resident, path="/my/new/")
    page.get_by_role("radio", name="噪音扰民").check()
    page.get_by_label("发生了什么").fill("楼上半夜跑步")
    page.route("**/my/new/", lambda route: (route.fetch(), route.abort())[1], times=1)
    page.get_by_role("button", name="提交投诉").click()
    expect(page.locator("#lost")).to_be_visible()
    assert Complaint.objects.count() == 1

    page.goto("/my/")
    page.goto("/my/new/")
    expect(page.get_by_label("发生了什么")).to_have_value("楼上半夜跑步")
    expect(page.get_by_role("radio", name="噪音扰民")).to_be_checked()
    page.get_by_role("button", name="提交投诉").click()
    page.wait_for_url("**/promised/")
    assert Complaint.objects.count() == 1

    page.goto("/my/new/")
    expect(page.get_by_label("发生了什么")).to_have_value("")


def test_photos_from_the_camera_are_shown_and_sent(cast: Cast, page_as: PageAs, tmp_path: Path) -> None:
    shot = tmp_path / "墙面.jpg"
    Image.new("RGB", (3000, 2000), "teal").save(shot)
    page = page_as(cast.resident, path="/my/new/")
    page.get_by_role("radio", name="渗漏水").check()
    page.get_by_label("发生了什么").fill("漏水")
    page.locator("input[type=file]").first.set_input_files([shot, shot])
    expect(page.locator(".j-thumbs img")).to_have_count(2)
    look(page, 390)
    page.get_by_role("button", name="移除").first.click()
    expect(page.locator(".j-thumbs img")).to_have_count(1)
    page.get_by_role("button", name="提交投诉").click()
    page.wait_for_url("**/promised/")
    [photo] = attached_to(Complaint.objects.get())
    assert (photo.width, photo.height) == (2048, 1365)
    page.get_by_role("link", name="查看这件投诉").click()
    expect(page.locator(".j-bubble img")).to_have_count(1)
    look(page, 390)


def test_a_step_of_the_staff_shows_by_itself(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = a_complaint(cast)
    page = page_as(cast.resident, path=f"/my/{complaint.pk}/")
    staff_do(cast, moment, (operations.reply, cast.engineer, {"text": "今天下午三点上门", "channel": "phone"}))
    # What live.js does when the line says so, or every quarter of a minute without one.
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live-user'))")
    expect(page.get_by_text("今天下午三点上门")).to_be_visible()
    staff_do(cast, moment, (operations.resolve, cast.engineer, {"text": "已更换", "channel": "phone"}))
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live-user'))")
    expect(page.locator("#case-actions").get_by_text("评价")).to_be_visible()
    look(page, 390)


def test_the_narrowest_phone_with_the_longest_words(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    """360 pixels wide, a long name, a long text without a space, many closed complaints, and a time that has passed."""
    cast.resident.person.name = cast.resident.user.name = "欧阳上官诸葛司马慕容" * 4
    cast.resident.person.save()
    cast.resident.user.save()
    for _each in range(25):
        closed = a_complaint(cast)
        operations.withdraw(actor=cast.resident.viewer, now=moment.now, complaint_id=closed.pk, version=None)
    long = operations.register(
        actor=cast.resident.viewer,
        now=moment.now,
        estate=cast.estate,
        category=closed.category,
        text="滴答" * 400 + "W" * 200,
        channel="online",
        place="地下车库二层西侧消防通道旁边的配电房门口" * 2,
        person=cast.resident.person,
    )
    moment.forward(hours=50)
    for path in ("/my/", f"/my/{long.pk}/", f"/my/{long.pk}/promised/", "/my/new/", "/my/me/", "/notices/"):
        page = page_as(cast.resident, width=360, path=path)
        look(page, 360)
        page_as.leave(page)


def test_an_owner_who_reads_english(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = a_complaint(cast)
    staff_do(cast, moment, (operations.resolve, cast.engineer, {"text": "已更换水管", "channel": "phone"}))
    page = page_as(cast.resident, width=390, language="en")
    for path in (
        "",
        "new/",
        "me/",
        *(f"{complaint.pk}/{name}" for name in ("", "promised/", "add/", "rate/", "withdraw/")),
    ):
        page.goto(f"/my/{path}")
        look(page, 390)
    page.goto(f"/my/{complaint.pk}/")
    page.get_by_role("link", name="Rate").first.click()
    page.get_by_role("dialog").get_by_role("radio", name="2 Dissatisfied").check()
    send(page, "Send")
    expect(page.get_by_text("round 2").first).to_be_visible()
    look(page, 390)
