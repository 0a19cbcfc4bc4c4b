"""The search box and the keys of staff's pages, in a browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.browser import VIEWS, PageAs, check_axe, check_page, check_targets
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def number(cast: Cast) -> str:
    return Scene(cast).register(text="厨房天花板漏水，请尽快派人查看").number


def lines(page: Page) -> Locator:
    return page.locator("#find-list [role=option]")


def test_a_case_is_found_and_opened_by_keys_alone(cast: Cast, number: str, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path="/notices/")
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        expect(page.locator("#find-text")).to_be_focused()
        expect(page.locator("#find-text")).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.locator("#find-text")).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("林晓梅")
    chosen = page.locator("#find-list [aria-selected=true]")
    expect(chosen).to_contain_text(number)
    page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("138****0101")
    expect(page.locator("#find-text")).to_have_attribute("aria-activedescendant", "find-people-1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints/*/")
    expect(page.locator("#main")).to_contain_text(number)


def test_enter_before_the_answer_opens_its_first_line(cast: Cast, number: str, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path="/notices/")
    page.keyboard.press("Control+k")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints/*/")


def test_keys_do_what_the_dialog_of_keys_says_and_nothing_while_typing(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path="/complaints/")
    keys, words = page.locator("#keys"), page.locator("#filter-q")
    words.focus()
    page.keyboard.type("n?/")
    expect(words).to_have_value("n?/")
    expect(keys).to_be_hidden()
    words.fill("")
    words.blur()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(keys.locator("dt")).to_have_count(8)
    page.keyboard.press("n")  # not behind a dialog
    check_axe(page)
    keys.locator("[data-single-keys]").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("n")
    page.keyboard.press("Control+k")
    expect(page.locator("#find-text")).to_be_focused()
    page.locator("[data-keys-open]").click()
    keys.locator("[data-single-keys]").check()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("n")
    page.wait_for_url("**/complaints/register/")
    expect(page.locator("#id_q")).to_be_focused()


def test_who_may_not_register_has_neither_the_button_nor_the_key(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.auditor, width=1440, path="/notices/")
    expect(page.locator(".j-begin")).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.locator("#keys dt")).to_have_count(7)
    assert page.url.endswith("/notices/")


def test_owners_have_no_search(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.resident, path="/my/")
    expect(page.locator("#find-text, #keys, .j-find-open")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_lines_stand_up_to_a_look(width: int, language: str, cast: Cast, number: str, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=width, language=language, path="/notices/")
    if width < 768:
        page.locator("[data-find-open]").click()
    else:
        page.keyboard.press("/")
    expect(page.locator(".j-find-hint")).to_be_visible()
    check_page(page)
    page.keyboard.type("林")
    expect(lines(page)).to_have_count(2)
    check_page(page)
    if width < 768:
        check_targets(page)
    page.locator("#find-text").fill("鬼神")
    expect(page.locator("#find-said")).to_contain_text("没有找到" if language == "zh-hans" else "Nothing found")
    check_page(page)
    page.keyboard.press("Escape")
    expect(page.locator(".j-find-panel")).to_be_hidden()


def test_what_is_tapped_is_opened(cast: Cast, number: str, page_as: PageAs) -> None:
    page = page_as(cast.engineer, path="/notices/")
    page.locator("[data-find-open]").tap()
    page.keyboard.type("3.2.2")
    lines(page).first.tap()
    page.wait_for_url("**/rulebook/clauses/3.2.2/")


def test_without_a_connection_it_says_so_and_goes_on(cast: Cast, number: str, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path="/notices/")
    page.keyboard.press("/")
    page.context.set_offline(True)
    page.keyboard.type("林晓")
    expect(page.locator("#find-said")).to_contain_text("查找没有响应")
    page.context.set_offline(False)
    page.keyboard.type("梅")
    expect(lines(page)).to_have_count(3)


def test_from_one_row_of_a_list_to_the_next(cast: Cast, page_as: PageAs) -> None:
    first, second = (Scene(cast).register(text=f"第{number}件漏水") for number in (1, 2))
    page = page_as(cast.clerk, width=1440, path="/complaints/?sort=new")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/complaints/{second.pk}/")
    way = page.locator("[data-listed]")
    expect(way).to_contain_text("1 / 2")
    expect(way.locator("[data-listed-previous]")).to_have_count(0)
    check_page(page)
    page.keyboard.press("j")
    page.wait_for_url(f"**/complaints/{first.pk}/")
    expect(way).to_contain_text("2 / 2")
    way.locator("[data-listed-back]").click()
    page.wait_for_url("**/complaints/?sort=new")
    page.goto(f"{page.url.split('/complaints')[0]}/complaints/{first.pk + second.pk + 1}/")
    expect(way).to_have_count(0)
