"""A list as companies have it, by the matching step on the real pages: titles, other headings, merged rooms, days in
seven spellings, two numbers in a cell, a wrong one; then the same as CSV of GBK; and the pages in both languages."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.company.estates.models import Person, PersonPhone, Residency, Room
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TITLE = ["云栖苑业主信息表", "", "", "", "", "", "", ""]
HEADINGS = ["序号", "楼栋", "单元", "房号", "业主姓名*", "联系电话（手机）", "身份", "收房日期"]
DAYS = [date(2024, 5, 1), 45413, "2024-05-01 00:00:00", "2024/5/1 0:00", "2024年5月1号", "2024.5.1", "20240501"]
WORDS = ["户主", "配偶", "产权人", "子女", "承租人", "本人", "父母"]


def lines(phone: str = "13800000307") -> list[list[Any]]:
    """Seven people in four rooms, two of them in a merged one each time."""
    people: list[list[Any]] = [
        [n + 1, "3栋", "1单元", 101 + n // 2, f"住户{n}", 13800000301 + n, word, day]
        for n, (word, day) in enumerate(zip(WORDS, DAYS, strict=True))
    ]
    people[6][5] = phone
    people[0][5] = "13800000301/13900000301(妻)"
    return [TITLE, HEADINGS, *people, ["合计", "", "", "", "7人", "", "", ""]]


def excel(rows: list[list[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("业主信息")
        day = book.add_format({"num_format": "yyyy/m/d"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write_datetime(row, column, cell, day) if isinstance(cell, date) else sheet.write(
                    row, column, cell
                )
        sheet.merge_range(0, 0, 0, 7, TITLE[0])
        for first in (2, 4, 6):
            sheet.merge_range(first, 3, first + 1, 3, rows[first][3])
    return buffer.getvalue()


def csv(rows: list[list[Any]]) -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode("gbk")


def send(page: Page, cast: Cast, name: str, content: bytes) -> None:
    page.goto(reverse("staff:workbook", args=[cast.estate.pk]))
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.locator("form[enctype] button").click()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_real_list_from_the_file_to_the_estate(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    page = page_as(cast.hr, width=width)
    send(page, cast, "业主.xlsx", excel(lines(phone="1380000030")))
    expect(page.get_by_role("heading", level=1)).to_have_text("对应各列")
    expect(page.get_by_label("E 业主姓名*")).to_have_value("name")
    check_page(page)
    # Leaving a column out that is required is refused, with the choice as it was made.
    page.get_by_label("E 业主姓名*").select_option("")
    page.get_by_role("button", name="校验并预览").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("还有列没有对应好")
    expect(page.get_by_label("E 业主姓名*")).to_have_value("")
    check_page(page)
    page.get_by_label("E 业主姓名*").select_option("name")
    page.get_by_label("自动新增尚未登记的房屋").check()
    page.get_by_role("button", name="校验并预览").press("Enter")
    # One number is wrong: nothing at all is taken over.
    expect(page.get_by_role("heading", level=1)).to_have_text("将会改动什么")
    expect(page.get_by_role("alert").first).to_contain_text("没有做任何改动")
    check_page(page)
    assert not Room.objects.filter(estate=cast.estate, code__startswith="3-").exists()
    assert not Person.objects.filter(name__startswith="住户").exists()

    send(page, cast, "业主.xlsx", excel(lines()))
    expect(page.get_by_label("自动新增尚未登记的房屋")).to_be_checked()
    page.get_by_role("button", name="校验并预览").click()
    expect(page.locator(".s-told")).to_contain_text("D3–4 (101)")
    expect(page.locator(".s-told")).to_contain_text("不导入：10")
    check_page(page)
    page.get_by_role("button", name="全部导入").click()
    page.wait_for_url(f"**{reverse('staff:workbook', args=[cast.estate.pk])}")
    stays = Residency.objects.filter(person__name__startswith="住户").order_by("person__name")
    assert {each.moved_in for each in stays} == {date(2024, 5, 1)}
    assert [each.household.room.code for each in stays] == [f"3-1-{101 + n // 2}" for n in range(7)]
    assert [each.relation for each in stays] == ["owner", "family", "owner", "family", "tenant", "owner", "family"]

    further = PersonPhone.objects.get(person__name="住户0")
    assert (further.person.phone, further.phone, further.word) == ("13800000301", "13900000301", "妻")

    # The same list as another program writes it changes nothing, and nothing is asked twice.
    send(page, cast, "业主.csv", csv(lines()))
    page.get_by_role("button", name="校验并预览").click()
    expect(page.locator(".j-alert").first).to_contain_text("没有要导入的")


def test_the_page_of_columns_in_both_languages(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    for width, language in VIEWS:
        page = page_as(cast.hr, width=width, language=language)
        send(page, cast, "业主.xlsx", excel(lines()))
        expect(page.locator(".s-match")).to_be_visible()
        check_page(page)
        if width == 390:
            check_targets(page)
        # As a list of employees, with other columns; then not at all.
        page.locator("#id_sheet0-form").select_option("employees")
        page.locator("button[name=look]").click()
        expect(page.locator("#id_sheet0-given_joined_on")).to_be_visible()
        check_page(page)
        page.locator("#id_sheet0-form").select_option("none")
        page.locator("button[name=look]").click()
        expect(page.locator(".s-match")).to_have_count(0)
        check_page(page)
        page_as.leave(page)
