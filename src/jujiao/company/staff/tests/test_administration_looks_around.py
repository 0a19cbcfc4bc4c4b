from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jujiao.company.estates.models import Room
from jujiao.company.staff.operations import appoint_deputy, ask_for_export
from jujiao.company.staff.tests.sending import workbook
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_staff_at_every_width(cast: Cast, page_as: PageAs, moment: Moment, width: int, language: str) -> None:
    hr, engineer = cast.hr.viewer, cast.engineer.employee
    appoint_deputy(
        absent=engineer,
        deputy=cast.engineer2.employee,
        starts_at=moment.now,
        ends_at=moment.now + timedelta(days=3),
        actor=hr,
        now=moment.now,
        reason="年假",
    )
    ask_for_export(estate=cast.estate, contacts=True, reason="消防演习通知", actor=hr, now=moment.now)
    page = page_as(cast.hr, width=width, language=language)
    for name, arguments in [
        ("staff:employees", []),
        ("staff:employee", [engineer.id]),
        ("staff:employee", [cast.hr.employee.id]),
        ("staff:departments", []),
        ("staff:workbook", [cast.estate.id]),
        ("staff:hire", []),
        ("staff:appoint", [engineer.id]),
        ("staff:edit", [engineer.id]),
    ]:
        page.goto(reverse(name, args=arguments))
        check_page(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_workbook_is_looked_at_mended_and_taken_over(cast: Cast, page_as: PageAs, tmp_path: Path, width: int) -> None:
    page = page_as(cast.hr, width=width)
    file = tmp_path / "云栖.xlsx"
    for number, wrong in [("", True), ("101", False)]:
        file.write_bytes(workbook(rooms=[("3栋", "1单元", number), ("1", "1", "101")]))
        page.goto(reverse("staff:workbook", args=[cast.estate.id]))
        page.locator("input[type=file]").set_input_files(file)
        page.locator("form[enctype] button").click()
        page.wait_for_url("**/uploads/*/")
        expect(page.locator(".j-alert.is-error")).to_have_count(int(wrong))
        check_page(page)
    page.locator("form[action$='take-over/'] button").click()
    page.wait_for_url(f"**{reverse('staff:workbook', args=[cast.estate.id])}")
    assert Room.objects.filter(estate=cast.estate, code="3-1-101").exists()
    check_page(page)
