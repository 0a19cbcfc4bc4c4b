"""A round on the real pages: the head answers on the phone, administration accepts, the company approves, the
headcount shows the seats; then every page in both languages."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Headcount
from jujiao.people.requisitions.proof.rows import maker
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LOOKS = [(390, "zh-hans"), (1440, "zh-hans"), (390, "en")]
"""English words are the longer ones: they are looked at where there is least room."""

SAID = {"duties": "公共区域水电维修", "skills": "持低压电工证", "experience": "两年以上", "reason": "一人将退休"}


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def fill(page: Page, card: int, **said: str) -> None:
    for name, text in said.items():
        page.locator(f"#id_positions-{card}-{name}").fill(text)


def press(page: Page, name: str) -> None:
    """A step of the bar, and the button of its dialog."""
    page.locator("#case-steps").get_by_role("link", name=name, exact=True).locator("visible=true").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("#dialog")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
def test_from_the_round_to_open_seats(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    post = maker(cast).post()
    (_this, opened) = operations.open_rounds(cast.company, now=NOW)
    asked = opened.requisitions.get(department=cast.engineering)
    case = reverse("requisitions:case", args=[asked.pk])

    head = page_as(cast.head_of_engineering, width=width, path=f"{case}?do=answer")
    head.get_by_role("button", name="提交行政部门").click()
    expect(head.get_by_role("alert").first).to_be_visible()
    look(head)
    head.locator("#id_positions-0-post").select_option(str(post.pk))
    fill(head, 0, number="2", needed_by="2026-05-01", **SAID)
    head.get_by_role("button", name="再加一个岗位").click()
    fill(head, 1, name="水泵工", number="1", needed_by="2026-05-01", **SAID)
    look(head)
    head.get_by_role("button", name="提交行政部门").click()
    head.wait_for_url(f"**{case}")

    office = page_as(cast.hr, width=width, path=case)
    office.locator("#case-steps").get_by_role("link", name="受理", exact=True).click()
    office.get_by_role("dialog").get_by_role("combobox").select_option(str(post.pk))
    look(office)
    office.get_by_role("dialog").get_by_role("button", name="受理", exact=True).click()
    expect(office.locator("#dialog")).to_be_hidden()

    company = page_as(cast.director, width=width, path=case)
    press(company, "批准")
    expect(company.locator("#case")).to_contain_text("已批准")
    look(company)
    company.goto(reverse("requisitions:headcount"))
    seats = company.get_by_role("row").filter(has_text="工程部")
    expect(seats.locator("td[data-label=核定]")).to_have_text("3")
    expect(seats.locator("td[data-label=空缺]")).to_have_text("3")
    seats.get_by_role("link").click()
    expect(company.get_by_role("link", name=asked.number).first).to_be_visible()
    look(company)


def test_the_lists_in_both_languages(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    make = maker(cast)
    opened = operations.open_rounds(cast.company, now=NOW)[-1]
    approved = make.take(operations.approve, "director", make.accepted())
    make.asked()
    paths = [
        reverse("requisitions:list"),
        reverse("requisitions:rounds"),
        reverse("requisitions:round", args=[opened.pk]),
        reverse("requisitions:headcount"),
        reverse("requisitions:moves", args=[Headcount.objects.get().pk]),
        reverse("requisitions:move"),
        reverse("requisitions:case", args=[approved.pk]),
    ]
    for width, language in LOOKS:
        page = page_as(cast.hr, width=width, language=language)
        for path in paths:
            page.goto(path)
            look(page)
        page_as.leave(page)
