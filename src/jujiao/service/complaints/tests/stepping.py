"""Opening a step's dialog on the page of a case, in a browser."""

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong


def step(page: Page, name: str) -> None:
    """From the bar of steps, or from its menu."""
    press(page, page.locator("#case-steps").get_by_role("link", name=name, exact=True).locator("visible=true"))


def press(page: Page, button: Locator) -> None:
    """The same of a step that is found otherwise."""
    more, dialog = page.locator("#case-steps").get_by_text("更多"), page.get_by_role("dialog")
    for _try in range(5):  # the page's live parts may draw the steps anew meanwhile, their menu closed
        try:
            if button.count() == 0:
                more.click(timeout=10_000)
            button.first.click(timeout=10_000)
        except TookTooLong:
            if not dialog.is_visible():
                continue
        break
    expect(dialog).to_be_visible()
