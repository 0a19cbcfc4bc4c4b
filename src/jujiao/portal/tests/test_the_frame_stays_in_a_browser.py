"""The bars stay while a page scrolls, in both shells, and hide nothing that somebody jumps to or tabs to."""

import pytest
from playwright.sync_api import Page

from jujiao.testing.browser import PageAs
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

STAFF = ("sysadmin", "/developers/parts/")
OWNER = ("resident", "/rulebook/promises/")
SHELLS = [
    (STAFF, 1440, [".j-side", ".j-top", ".j-actions"]),
    (STAFF, 390, [".j-top", ".j-actions", ".j-bottom"]),
    (OWNER, 1440, [".j-top", ".j-bottom"]),
    (OWNER, 390, [".j-top", ".j-bottom"]),
]
BOXES = """(bars) => bars.map((bar) => {
  const { left, top, right, bottom } = document.querySelector(bar).getBoundingClientRect();
  return [left, top, right, bottom].map(Math.round);
})"""
COVERED = """(bars) => {
  const here = document.activeElement;
  if (here === document.body || here.closest(bars.join(", "))) return null;
  const { left, top, width, height } = here.getBoundingClientRect();
  const met = document.elementFromPoint(left + width / 2, top + height / 2);
  return met?.closest(bars.join(", ")) ? here.outerHTML.slice(0, 120) : null;
}"""

TOP = "(bar) => document.querySelector(bar).getBoundingClientRect().top"


@pytest.mark.parametrize(("shell", "width", "bars"), SHELLS)
def test_the_bars_stay_and_hide_nothing(
    cast: Cast, page_as: PageAs, shell: tuple[str, str], width: int, bars: list[str]
) -> None:
    person, path = shell
    page = page_as(getattr(cast, person), width=width)
    page.set_viewport_size({"width": width, "height": 560})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    before = page.evaluate(BOXES, bars)
    for place in (0.3, 1):
        page.evaluate("(place) => scrollTo(0, document.body.scrollHeight * place)", place)
        assert page.evaluate("scrollY") > 100, "the page is long"
        assert page.evaluate(BOXES, bars) == before
    assert ends_above(page, bars), "the end of the page is not under the bars"
    for key in ("Tab", "Shift+Tab"):
        assert covered(page, bars, key) == []
    assert below_the_top(page)


def ends_above(page: Page, bars: list[str]) -> bool:
    lower = [bar for bar in bars if bar in {".j-actions", ".j-bottom"}]
    end = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    return all(end <= page.evaluate(TOP, bar) + 1 for bar in lower)


def covered(page: Page, bars: list[str], key: str) -> list[str]:
    """What is reached by the key, thirty times, and lies under a bar then."""
    found = []
    for _ in range(30):
        page.keyboard.press(key)
        found.append(page.evaluate(COVERED, bars))
    return [each for each in found if each]


def below_the_top(page: Page) -> bool:
    """Whether a heading that an address leads to stands below the top bar."""
    page.evaluate("document.querySelectorAll('main h2, main h3').forEach((each, at) => { each.id = `jump-${at}`; })")
    page.evaluate("location.hash = 'jump-1'")
    return bool(page.evaluate(f"({TOP})('#jump-1') >= document.querySelector('.j-top').getBoundingClientRect().bottom"))
