"""The desk's form: a label says "optional" only while that is true, and what is refused is marked and has the focus."""

import pytest
from playwright.sync_api import Locator, Page, expect

from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OPTIONAL, EITHER = "选填", "两项至少填一项"


def mark(page: Page, name: str) -> Locator:
    return page.locator(f"label[for=id_{name}] .j-optional")


def who(page: Page, value: str) -> None:
    page.locator(f"[name=who][value={value}]").check(force=True)


def test_what_is_demanded_is_not_called_optional(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.clerk, width=390, path="/complaints/register/")
    who(page, "visitor")
    for name in ("building", "place", "contact_name", "contact_phone"):
        expect(mark(page, name)).to_have_text(EITHER)
    page.locator("#id_place").fill("西门")
    expect(mark(page, "place")).to_be_hidden()
    expect(mark(page, "building")).to_have_text(OPTIONAL)
    page.locator("#id_place").fill("")
    page.locator("#id_building").select_option(str(cast.building.pk))
    expect(mark(page, "building")).to_be_hidden()
    expect(mark(page, "place")).to_have_text(OPTIONAL)
    who(page, "anonymous")
    expect(mark(page, "contact_phone")).to_have_text(OPTIONAL)
    page.locator("#id_received_at").evaluate("(field) => field.closest('details').open = true")
    expect(mark(page, "backdating_reason")).to_have_text(OPTIONAL)
    page.locator("#id_received_at").fill("2026-03-01T08:00")
    expect(mark(page, "backdating_reason")).to_be_hidden()


def test_the_place_that_is_missing_is_marked_and_has_the_focus(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.clerk, width=1440, path="/complaints/register/")
    who(page, "anonymous")
    page.locator("#id_text").fill("喷泉漏水")
    page.locator("[name=category]").first.check(force=True)
    page.locator("#id_text").press("Control+Enter")
    expect(page.locator("#id_place_error")).not_to_be_empty()
    expect(page.locator("#id_place")).to_be_focused()
    expect(page.locator("#id_place")).to_have_attribute("aria-invalid", "true")
    page.locator("#id_place").fill("喷泉")
    expect(page.locator("#id_place_error")).to_be_empty()
