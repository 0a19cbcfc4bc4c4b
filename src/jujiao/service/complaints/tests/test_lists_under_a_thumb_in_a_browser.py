"""Lists on a phone: the whole card is the target, nothing is too small, no code is broken, and what loads is dimmed."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import PageAs, check_axe
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LISTS = ("/complaints/", "/complaints/board/", "/places/people/", "/places/rooms/", "/notices/")
LINES = """each => { const range = document.createRange(); range.selectNodeContents(each);
  return new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size }"""


@pytest.mark.parametrize("width", [360, 1440])
def test_whatever_is_tapped_on_a_list_is_large_enough(cast: Cast, desk: Desk, page_as: PageAs, width: int) -> None:
    a_complaint(cast)
    case = desk.registered()
    Complaint.objects.filter(pk=case.pk).update(place="地下车库二层靠近电梯厅的配电间门口以及旁边的通道处")
    page = page_as(cast.clerk, width=width, path="/complaints/")
    page.set_viewport_size({"width": width, "height": 4000})  # nothing is hidden under a bar
    for path in LISTS:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        check_axe(page, "target-size", "link-in-text-block")
    page.goto("/complaints/")
    page.locator(".j-more-filters input").evaluate("each => each.click()")
    page.locator(".j-filter summary").first.click()
    check_axe(page, "target-size", "link-in-text-block")
    assert {page.locator(".j-code").nth(place).evaluate(LINES) for place in range(2)} == {1}
    dims_while_it_loads(page)
    taps_the_corner_of_a_card(page)


def dims_while_it_loads(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/complaints/?*late=1*", hold)
    page.locator(".j-toggle", has=page.locator("[name=late]")).click()
    expect(page.locator("#list")).to_have_css("opacity", "0.55")
    held[0].continue_()
    expect(page.locator("#list")).to_have_css("opacity", "1")
    page.unroute_all()


def taps_the_corner_of_a_card(page: Page) -> None:
    page.goto("/complaints/")
    card = page.locator("#list tbody tr").first
    box: Any = card.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
    page.wait_for_url("**/complaints/*/")
