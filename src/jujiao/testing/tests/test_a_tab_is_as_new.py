"""A tab that a test leaves is as new for the next one, or is closed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from jujiao.testing.browser import PageAs
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

KEEP = "localStorage.setItem('left', 1); sessionStorage.setItem('left', 1); document.cookie = 'left=1'"
KEPT = "[localStorage.getItem('left'), sessionStorage.getItem('left'), document.cookie.includes('left')]"


def test_the_next_finds_nothing_in_it(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.clerk, path="/notices/")
    page.evaluate(KEEP)
    assert page.evaluate(KEPT) == ["1", "1", True]
    page_as.leave(page)
    following = page_as(None, width=360, path="/notices/")
    assert following is page
    assert following.evaluate(KEPT) == [None, None, False]
    assert "/account/login/" in following.url
    assert following.evaluate("innerWidth") == 360


@pytest.mark.parametrize(
    "lasting",
    [
        lambda page: page.add_init_script("window.left = 1"),
        lambda page: page.clock.install(),
        lambda page: page.route("**/notices/", lambda route: route.abort()),
        lambda page: page.on("dialog", lambda dialog: dialog.accept()),
        lambda page: page.context.new_page(),
        lambda page: page.context.set_offline(offline=True),
    ],
)
def test_one_in_which_something_lasts_is_closed(lasting: Callable[[Page], object], page_as: PageAs) -> None:
    page = page_as(None)
    lasting(page)
    page_as.leave(page)
    assert page.is_closed()
