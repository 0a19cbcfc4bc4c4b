"""Opening a step's dialog on the page of a case, in a browser."""

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong


def step(page: Page, name: str) -> None:
    """From the bar of steps, or from its menu."""
    link = page.locator("#case-steps").get_by_role("link", name=name, exact=True).locator("visible=true")
    more = page.locator("#case-steps").get_by_text("更多")
    for _try in range(5):  # the page's live parts may draw the steps anew meanwhile, their menu closed
        try:
            if not link.count():
                more.click(timeout=3000)
            link.click(timeout=3000)
        except TookTooLong:
            if not page.locator("#dialog").is_visible():
                continue
        break
    expect(page.locator("#dialog")).to_be_visible()
