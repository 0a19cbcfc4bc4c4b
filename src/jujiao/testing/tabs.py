"""Tabs of a browser that go from test to test. A new one costs a second of processor time or more: its process starts,
and reads styles, scripts and fonts for the first time.

The next test finds neither cookies nor anything kept. A tab to which a test did what cannot be undone (a clock, a
script in every page, requests held back, a second page beside it) is closed with the test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserFailed

KEPT = 6
"""Tabs that wait for the next test: each is a process with some 80 MB."""
REST = "/static/jujiao/print.css"
"""What a tab shows meanwhile: a file of the same host, so that it stays in the same process."""
LASTING: dict[type, tuple[str, ...]] = {
    Page: (
        *("on", "once", "route", "route_from_har", "route_web_socket", "expose_function", "expose_binding"),
        *("add_init_script", "add_locator_handler", "set_extra_http_headers", "emulate_media"),
    ),
    BrowserContext: (
        *("on", "once", "route", "route_from_har", "route_web_socket", "expose_function", "expose_binding"),
        *("add_init_script", "set_extra_http_headers", "set_offline", "set_geolocation", "grant_permissions"),
        *("new_page", "new_cdp_session"),
    ),
}
"""What lasts in a tab beyond the page that it shows, beside its clock."""


class Kind(NamedTuple):
    """What is said of a tab once, when it is made."""

    touch: bool
    locale: str
    workers: Literal["allow", "block"]


@dataclass
class Tabs:
    """The tabs of one browser: `take` one, `leave` it, and `close` all at the end."""

    browser: Browser
    url: str
    time_zone: str
    patience: int
    idle: list[tuple[Kind, Page]] = field(default_factory=list)

    def take(self, kind: Kind, size: tuple[int, int]) -> Page:
        """A tab as if it were new; it shows nothing that a test asks for."""
        width, height = size
        for place in reversed(range(len(self.idle))):
            if self.idle[place][0] == kind:
                page = self.idle.pop(place)[1]
                page.set_viewport_size({"width": width, "height": height})
                return page
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            base_url=self.url,
            locale=kind.locale,
            timezone_id=self.time_zone,
            has_touch=kind.touch,
            reduced_motion="reduce",
            service_workers=kind.workers,
        )
        context.set_default_timeout(self.patience)
        return context.new_page()

    def leave(self, kind: Kind, page: Page, *, unheard: Callable[[BrowserContext], None]) -> None:
        """The tab is kept for the next, or closed where it cannot be as new again. Of what it does now, `unheard` is
        called first for it, nothing is a trouble of the test."""
        context = page.context
        again = kind.workers == "block" and context not in _touched and context.pages == [page]
        if again and self._heard_out(page):
            unheard(context)
            again = self._emptied(page)
        if again:
            self.idle.append((kind, page))
        else:
            context.close()
        forget(context)
        while len(self.idle) > KEPT:
            self.idle.pop(0)[1].context.close()

    def _heard_out(self, page: Page) -> bool:
        """What it still had to say is heard before this is answered."""
        try:
            page.evaluate("0")
        except BrowserFailed:
            return False
        return True

    def _emptied(self, page: Page) -> bool:
        """Whether nothing is left in it of what it showed."""
        context = page.context
        try:
            page.goto(REST)
            page.mouse.move(-1, -1)
            context.clear_cookies()
            devtools = context.new_cdp_session(page)
            devtools.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "all"})
            devtools.send("Page.resetNavigationHistory")
            devtools.detach()
            page.evaluate("sessionStorage.clear()")
        except BrowserFailed:
            return False
        return True

    def close(self) -> None:
        """Every tab that waits."""
        for _kind, page in self.idle:
            page.context.close()
        self.idle.clear()


_touched: set[BrowserContext] = set()


def forget(context: BrowserContext) -> None:
    """What was done to the tab until now is undone by whoever did it."""
    _touched.discard(context)


def watch(patch: pytest.MonkeyPatch) -> None:
    """From now on it is noted where something is done to a tab that lasts."""
    for owner, names in LASTING.items():
        for name in names:
            patch.setattr(owner, name, _noting(getattr(owner, name)))
        clock: Any = vars(owner)["clock"]
        patch.setattr(owner, "clock", property(_noting(clock.fget)))


def _noting[**P, T](method: Callable[P, T]) -> Callable[P, T]:
    @wraps(method)
    def noted(*given: P.args, **named: P.kwargs) -> T:
        [where, *_rest] = given
        _touched.add(where.context if isinstance(where, Page) else where)  # type: ignore[arg-type]
        return method(*given, **named)

    return noted
