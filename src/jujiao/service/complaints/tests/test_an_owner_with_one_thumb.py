"""What spares an owner taps and reading: words first and the category guessed, one card of promises, rating from the
list, and drafts that say that they are back."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category
from jujiao.service.complaints.tests.an_owner import take
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "category"), [("卫生间天花板漏水", "渗漏水"), ("半夜跑步太吵", "噪音扰民"), ("你好", ""), ("", "")]
)
def test_the_words_say_what_it_is_about(cast: Cast, sign_in: SignIn, text: str, category: str) -> None:
    answer = sign_in(cast.resident).post(reverse("complaints_owner:guess"), {"text": text})
    assert (answer.text.strip() == "") == (category == "")
    assert category in answer.text


def test_handing_over_is_promised_to_no_owner(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    complaint = a_complaint(cast)
    client: Client = sign_in(cast.resident)
    page = client.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert page.text.count('<li class="o-promise') == 2  # first reply and completion
    assert page.text.index('id="said-title"') < page.text.index('id="promised-title"')


def test_handing_over_is_said_in_words_for_an_owner(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    given: dict[str, Any] = {"estate": cast.estate, "category": Category.objects.get(code="leak"), "room": cast.room}
    complaint = operations.register(
        actor=cast.resident.viewer, now=now, text="天花板漏水", channel="online", person=cast.resident.person, **given
    )
    operations.dispatch(
        complaint_id=complaint.pk, department=cast.engineering, version=1, actor=cast.clerk.viewer, now=now
    )
    client: Client = sign_in(cast.resident)
    for page in ("/my/", f"/my/{complaint.pk}/"):
        text = client.get(page).text
        assert "已派单" not in text  # the limit itself stands among those that are published
        assert "已安排" in text


def look(page: Page) -> None:
    check_page(page)
    check_targets(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 360])
def test_a_guess_is_taken_until_the_owner_chooses(cast: Cast, page_as: PageAs, width: int) -> None:
    page = page_as(cast.resident, width=width, path="/my/new/")
    tiles = page.locator(".o-tile:visible")
    expect(tiles).to_have_count(15)
    page.get_by_label("发生了什么").press_sequentially("卫生间天花板漏水")
    expect(page.get_by_role("radio", name="渗漏水")).to_be_checked()
    expect(tiles).to_have_count(1)
    look(page)
    page.get_by_role("button", name="是关于别的").click()
    page.get_by_role("radio", name="公共设施").check()
    page.get_by_label("发生了什么").press_sequentially("，楼道也漏水")
    page.wait_for_timeout(800)  # longer than a guess waits
    expect(page.get_by_role("radio", name="公共设施")).to_be_checked()
    expect(tiles).to_have_count(15)
    page.get_by_role("button", name="提交投诉").click()
    page.wait_for_url("**/promised/")
    expect(page.get_by_text("派单")).to_have_count(0)


@pytest.mark.browser
def test_a_draft_that_is_back_is_said_and_cleared(cast: Cast, page_as: PageAs, tmp_path: Path) -> None:
    shot = tmp_path / "wall.jpg"
    Image.new("RGB", (40, 40), "teal").save(shot)
    page = page_as(cast.resident, path="/my/new/")
    note = page.locator("[data-draft-note]")
    expect(note).to_have_count(0)
    page.get_by_label("发生了什么").press_sequentially("卫生间天花板漏水")
    expect(page.get_by_role("radio", name="渗漏水")).to_be_checked()
    page.goto("/my/new/")
    expect(note).to_contain_text("已恢复您之前填写的内容")
    expect(note).not_to_contain_text("照片、录音和文件无法这样保存", use_inner_text=True)
    page.locator("input[type=file]").first.set_input_files(shot)
    expect(page.locator(".j-thumbs img")).to_have_count(1)
    page.goto("/my/new/")
    expect(note).to_contain_text("照片、录音和文件无法这样保存", use_inner_text=True)
    look(page)
    page.get_by_role("button", name="清空").click()
    expect(note).to_have_count(0)
    expect(page.get_by_label("发生了什么")).to_have_value("")
    expect(page.get_by_role("radio", name="渗漏水")).not_to_be_checked()
    page.goto("/my/new/")
    expect(page.get_by_label("发生了什么")).to_have_value("")
    expect(note).to_have_count(0)


@pytest.mark.browser
def test_a_page_that_stays_open_over_midnight_says_no_wrong_day(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = a_complaint(cast)
    page = page_as(cast.resident)
    page.clock.install(time=moment.now)
    page.goto(f"/my/{complaint.pk}/")
    nearest = page.locator(".o-head .j-due-at")
    expect(nearest).to_have_text("明天 10:00")
    page.clock.run_for("13:59:00")
    expect(nearest).to_have_text("明天 10:00")
    page.clock.run_for("00:02:00")
    expect(nearest).to_have_text("3月12日 周四 10:00")
    page.emulate_media(media="print")
    expect(page.locator("[data-then]")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_card_that_waits_is_rated_from_the_list(cast: Cast, page_as: PageAs, moment: Moment, language: str) -> None:
    rate, words = ("评价", "非常满意") if language == "zh-hans" else ("Rate", "Very satisfied")
    a_complaint(cast, "楼道灯不亮")
    complaint = a_complaint(cast)
    take(complaint, operations.resolve, cast.engineer, moment.now, text="已更换", channel="phone")
    page = page_as(cast.resident, language=language, path="/my/")
    expect(page.get_by_role("link", name=rate)).to_have_count(1)
    look(page)
    page.get_by_role("link", name=rate).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=words).check()
    dialog.locator("button.btn-primary").click()
    page.wait_for_url(f"**/my/{complaint.pk}/")
    look(page)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.satisfaction) == ("closed", 5)
