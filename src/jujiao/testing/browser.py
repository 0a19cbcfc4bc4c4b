"""Pages in a real browser, over a real server: who opens them, at which width, in which language; and what is checked
on every one of them. A plugin with the fixtures `page_as` and `moment`.

Where no browser is found these tests are skipped, unless JUJIAO_REQUIRE_BROWSER=1. JUJIAO_BROWSER names another
program than the Chromium in the path; JUJIAO_SHOTS=folder keeps a picture of every page that was checked."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.running.prepare import compile_translations
from jujiao.testing.cast import Member
from jujiao.testing.left_out import left_out_of_tabler
from jujiao.testing.tabs import Kind, Tabs, forget, watch

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
VIEWS = [(width, language) for language in ("zh-hans", "en") for width in (390, 1440)]
"""Width and language of each look at a page."""
HARMLESS = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort", "htmx:sendError", "htmx:responseError")
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""


@dataclass
class Moment:
    """The clock of the server under test: it stands still until it is moved."""

    now: datetime

    def forward(self, **length: float) -> datetime:
        self.now += timedelta(**length)
        return self.now


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Moment:
    """What the edges read as the present time, at first Wednesday 2026-03-11 10:00 in Shanghai."""
    standing = Moment(now)
    monkeypatch.setattr(clock, "now", lambda: standing.now)
    return standing


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Browser]:
    required = os.environ.get("JUJIAO_REQUIRE_BROWSER") == "1"
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, beside which Django refuses its database without this.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        program = _program(playwright)
        if program is None:
            (pytest.fail if required else pytest.skip)("There is no Chromium. Install it, or set JUJIAO_BROWSER.")
        expect.set_options(timeout=PATIENCE)
        compile_translations()
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _tabs(_chromium: Browser, live_server: Any) -> Iterator[Tabs]:
    tabs = Tabs(_chromium, live_server.url, settings.TIME_ZONE, PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        watch(patch)
        yield tabs
        tabs.close()


def _program(playwright: Playwright) -> str | None:
    named = os.environ.get("JUJIAO_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    own = playwright.chromium.executable_path
    return named or (own if Path(own).exists() else None)


@dataclass
class Visit:
    """What must not happen while pages are looked at: errors of the browser or the server, anything from elsewhere."""

    host: str
    troubles: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        # Not by routes: where requests are routed the browser keeps no cache, and each page loads its scripts anew.
        for event, heard in self._heard():
            context.on(event, heard)  # type: ignore[call-overload]

    def leave(self, context: BrowserContext) -> None:
        for event, heard in self._heard():
            context.remove_listener(event, heard)

    def _heard(self) -> list[tuple[str, Callable[[Any], None]]]:
        return [
            ("request", self._notice),
            ("response", self._look_at),
            ("console", self._hear),
            ("weberror", self._mourn),
        ]

    def _mourn(self, failed: WebError) -> None:
        self.troubles.append(f"script on {failed.page and failed.page.url}: {failed.error}")

    def _notice(self, request: Request) -> None:
        url = request.url
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self.troubles.append(f"from elsewhere: {url}")

    def _look_at(self, answer: Response) -> None:
        status, url = answer.status, answer.url
        static = urlsplit(url).path.startswith(f"/{settings.STATIC_URL.strip('/')}/")
        if status >= 500 or (static and status >= 400):
            self.troubles.append(f"{status}: {url}")

    def _hear(self, line: ConsoleMessage) -> None:
        kind, text = line.type, line.text
        # A refusal (422) or a lost network is said there too; only what the page does wrong is a trouble.
        if "Content Security Policy" in text or (kind == "error" and not text.startswith(HARMLESS)):
            self.troubles.append(f"console: {text}")


@dataclass
class PageAs:
    """Opens pages for people of the cast: `page_as(cast.resident, width=390, language="en", path="/my/")`."""

    tabs: Tabs
    visit: Visit
    opened: list[tuple[Kind, Page]] = field(default_factory=list)

    def __call__(
        self,
        member: Member | None,
        *,
        width: int = 390,
        language: str = "zh-hans",
        path: str = "",
        workers: Literal["allow", "block"] = "block",
    ) -> Page:
        """A page in a browser of its own, signed in as `member`; without a path nothing was asked for yet."""
        touch = width < 768
        kind = Kind(touch, "zh-CN" if language == "zh-hans" else "en-GB", workers)
        page = self.tabs.take(kind, (width, 844 if touch else 900))
        self.opened.append((kind, page))
        cookies = [_cookie(settings.LANGUAGE_COOKIE_NAME, language, self.tabs.url)]
        if member is not None:
            cookies.append(_cookie(settings.SESSION_COOKIE_NAME, _session(member), self.tabs.url))
        page.context.add_cookies(cookies)
        self.visit.watch(page.context)
        forget(page.context)
        if path:
            page.goto(path)
        return page

    def leave(self, left: Page) -> None:
        """The test needs the page no more: the next one may have its tab."""
        for kind, page in [each for each in self.opened if each[1] is left]:
            self.opened.remove((kind, page))
            self.tabs.leave(kind, page, unheard=self.visit.leave)


@pytest.fixture
def page_as(_tabs: Tabs, moment: Moment) -> Iterator[PageAs]:
    """Pages on a real server; at the end of the test nothing may have gone wrong on any of them."""
    opener = PageAs(_tabs, Visit(urlsplit(_tabs.url).netloc))
    yield opener
    for _kind, page in [*opener.opened]:
        opener.leave(page)
    assert opener.visit.troubles == []


def _session(member: Member) -> str:
    client = Client()
    client.force_login(member.user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _cookie(name: str, value: str, url: str) -> Any:
    return {"name": name, "value": value, "url": url}


def check_page(page: Page) -> None:
    """Everything that is asked of every page: axe, language, nothing that scrolls sideways. Waits until it is quiet.

    axe looks at the Chinese page; in English the same parts bear other words."""
    page.wait_for_load_state("networkidle")
    _keep_picture(page)
    if page.locator("html[lang^=zh]").count():
        check_axe(page)
    check_language(page)
    check_width(page)
    check_classes(page)


def check_axe(page: Page, *also: str) -> None:
    """axe finds nothing, by its own rules and those that it leaves off, such as target-size, where they are named. It
    runs beside the page's own scripts, so that the content policy stays as it is."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    rules = {name: {"enabled": True} for name in also}
    found = page.evaluate("(rules) => axe.run(document, {resultTypes: ['violations'], rules})", rules)
    told = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert told == [], f"{page.url}\n" + "\n".join(told)


def check_language(page: Page) -> None:
    """No word of the page is left in another language: in Chinese none of Latin letters, in English no character.

    Data is left out: what bears `translate="no"` or a `lang` of its own (the filters `data` and `said`)."""
    left = page.evaluate(FOREIGN, NAMES_IN_CHINESE)
    assert left == [], f"{page.url}: {left}"


def check_width(page: Page) -> None:
    """Nothing scrolls sideways."""
    wide = page.evaluate(SIDEWAYS)
    assert wide == [], f"{page.url}: {wide}"


def check_classes(page: Page) -> None:
    """No class is of those that the set-up leaves out of Tabler's stylesheet."""
    there = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('*')].flatMap((each) => [...each.classList]))]"
    )
    left_out = set(there) & left_out_of_tabler()
    assert left_out == set(), f"{page.url}: {left_out} are not in tabler.txt"


def check_targets(page: Page, side: int = 44) -> None:
    """Whatever is tapped on is at least `side` pixels high, or its row is; links within a sentence are left out."""
    small = page.evaluate(SMALL, side)
    assert small == [], f"{page.url}: {small}"


def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


_pictures = iter(range(1, 10_000))


def _keep_picture(page: Page) -> None:
    if folder := os.environ.get("JUJIAO_SHOTS"):
        size = page.viewport_size or {"width": 0}
        name = urlsplit(page.url).path.strip("/").replace("/", "-") or "home"
        Path(folder).mkdir(parents=True, exist_ok=True)
        # Hiding the caret leaves style="" on each field; HTMX copies it in the next swap, which the policy refuses.
        picture = f"{folder}/{next(_pictures):03}-{size['width']}-{name}.png"
        page.screenshot(path=picture, full_page=True, caret="initial")


NAMES_IN_CHINESE = [
    "JSON", "Excel", "PDF", "OpenAPI", "API", "CSV", "QR", "ID", "TOML", "Webhook",
    "Grandstream", "UCM", "Yeastar", "FreeSWITCH", "Asterisk", "AMI", "PBX",
    "AppID", "AppSecret", "Token", "EncodingAESKey", "URL",
]  # fmt: skip
"""Words that Chinese keeps in Latin letters."""

FOREIGN = r"""(names) => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const foreign = chinese ? /[A-Za-z]{2,}/ : /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
  const kept = new RegExp(`\\b(${names.join("|")})\\b`, "g");
  const isData = (element) => {
    const said = element.closest("[lang]");
    return element.closest("[translate=no]") || (said && said !== document.documentElement);
  };
  const left = [];
  // Case numbers (YX-260311-1001) stand in sentences of either language.
  const look = (text, element) => {
    const words = (chinese ? text.replace(kept, "").replace(/\b[A-Z]+(-\d+)+\b/g, "") : text).trim();
    if (foreign.test(words) && !isData(element)) left.push(words.slice(0, 80));
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest("script, style, noscript, textarea")) look(walker.currentNode.data, element);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "data-confirm", "hx-confirm"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) look(element.getAttribute(name), element);
  }
  return left;
}"""

SIDEWAYS = r"""() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 1)
    .map((each) => `${each.tagName} ${each.className} ${Math.round(each.getBoundingClientRect().right)}`)
    .slice(0, 5);
}"""

SMALL = r"""(side) => [...document.querySelectorAll("a, button, summary, label:has(input), input, select, textarea")]
  .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((each) => !each.closest("p, dd, .j-visually-hidden, .j-skip") && !each.matches(".j-visually-hidden"))
  .filter((each) => !each.closest("label") || each.matches("label"))
  .filter((each) => {
    const over = getComputedStyle(each, "::after");
    const box = each.getBoundingClientRect();
    return over.position !== "absolute" && Math.round(box.height) < side;
  })
  .map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 30)}`)"""
