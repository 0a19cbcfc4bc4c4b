"""The checks on pages find what they are there for: each is tried on a page that has just that fault."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from jujiao.testing.browser import PageAs, check_axe, check_language, check_page, check_targets, check_width
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ZH = '<!doctype html><html lang="zh-hans"><title>我的</title><main><h1>我的</h1>{}</main></html>'
EN = '<!doctype html><html lang="en"><title>Mine</title><main><h1>Mine</h1>{}</main></html>'


@pytest.mark.parametrize(
    ("check", "content"),
    [
        (check_axe, ZH.format("<button></button>")),
        (check_language, ZH.format("<p>Complaint</p>")),
        (check_language, ZH.format('<p><a href="/" aria-label="Close">关闭</a></p>')),
        (check_language, EN.format("<p>投诉</p>")),
        (check_language, EN.format("<template><p>投诉</p></template><p>，</p>")),
        (check_width, ZH.format('<div style="width: 2000px">宽</div>')),
        (check_targets, ZH.format('<button style="height: 20px">小</button>')),
    ],
)
def test_a_fault_is_found(cast: Cast, page_as: PageAs, check: Callable[[Page], None], content: str) -> None:
    page = page_as(None)
    page.set_content(content)
    with pytest.raises(AssertionError):
        check(page)


def test_data_and_numbers_are_no_words_of_the_page(cast: Cast, page_as: PageAs) -> None:
    page = page_as(None)
    page.set_content(EN.format('<p><bdi translate="no" lang="zh">工程部</bdi></p><div lang="zh">漏水</div>'))
    check_page(page)
    page.set_content(ZH.format('<p>编号 YX-260311-1001，导出 Excel</p><p><span lang="en">English</span></p>'))
    check_page(page)


def test_what_the_policy_forbids_and_what_comes_from_elsewhere_is_a_trouble(cast: Cast, page_as: PageAs) -> None:
    page = page_as(None, path="/account/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://elsewhere.example/a.png\">')")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    for forbidden in ("image", "inline style", "inline script"):
        assert any("Content Security Policy" in each and forbidden in each for each in page_as.visit.troubles)
    page_as.visit.troubles.clear()
