"""The portal's pages as people see them, and how they keep themselves up to date."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jujiao.kernel.models import Heartbeat
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.kernel.record.timeline import record
from jujiao.notices.models import DeliveryState
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.testing.browser import VIEWS, PageAs, check_page
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import a_delivery, a_failed_attempt, a_notice, a_promise

pytestmark = pytest.mark.browser

FAKE_LINE = """
window.lines = [];
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  static CLOSED = 2;
  constructor(url) { super(); this.url = url; this.readyState = 0; window.lines.push(this); }
  open() { this.readyState = 1; this.dispatchEvent(new Event("open")); }
  say(topic) { this.dispatchEvent(new MessageEvent("message", { data: topic })); }
  fail(state) { this.readyState = state; this.dispatchEvent(new Event("error")); }
  close() { this.readyState = 2; }
};
"""


@pytest.fixture
def stage(cast: Cast) -> Cast:
    """Something on every page: promises late and early, a long name, a failed mail, changes, an entry, a worker."""
    a_promise(
        cast, due_at=NOW - timedelta(hours=3), started_at=NOW - timedelta(days=2), employee=cast.engineer.employee
    )
    a_promise(cast, round=2, provisional=True)
    a_promise(cast, kind=PromiseKind.FOLLOW_UP, clause="3.2.3", department=cast.customer_service, role=Role.CLERK)
    for member in (cast.engineer, cast.resident):
        a_notice(member, kind="complaint.replied")
        a_notice(member, read_at=NOW)
    a_failed_attempt(a_delivery(cast, state=DeliveryState.FAILED, tries=6), "SMTPConnectError", "(421, b'busy')")
    cast.estate.name = "云栖花园国际高端住宅小区一期与二期以及商业街区"
    cast.estate.save()
    about = {"subject_kind": "account", "subject_id": cast.clerk.user.pk, "estate_id": None}
    record(**about, verb="sample", actor=SYSTEM, now=NOW, details={"reason": "忘记密码"})  # type: ignore[arg-type]
    Heartbeat.objects.create(name="front.example:4711", started_at=NOW, beat_at=NOW)
    return cast


PAGES = [
    ("engineer", "/"),
    ("clerk", "/?kind=complaint.first_reply"),
    ("manager", "/"),
    ("engineer", "/notices/"),
    ("sysadmin", "/notices/deliveries/"),
    ("auditor", "/audit/"),
    ("auditor", "/audit/estates-estate/"),
    ("auditor", "/audit/timeline/account/{clerk}/"),
    ("auditor", "/audit/timeline/account/{clerk}/check/"),
    ("sysadmin", "/system/"),
]


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_every_page_stands_up_to_a_look(width: int, language: str, stage: Cast, page_as: PageAs) -> None:
    for person, path in PAGES:
        address = path.format(clerk=stage.clerk.user.pk)
        page = page_as(getattr(stage, person), width=width, language=language, path=address)
        check_page(page)
        page_as.leave(page)


DARK = [
    ("sysadmin", "/developers/parts/"),
    ("clerk", "/"),
    ("engineer", "/notices/"),
    ("auditor", "/audit/"),
    ("resident", "/rulebook/promises/"),
]


@pytest.mark.parametrize("width", [360, 1920])
def test_the_narrowest_and_the_widest_stand_in_the_dark_with_their_menus_open(
    width: int, stage: Cast, page_as: PageAs
) -> None:
    for person, path in DARK:
        page = page_as(getattr(stage, person), width=width, path=path)
        page.evaluate("localStorage.setItem('theme', 'dark')")
        page.reload()
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        check_page(page)
        page_as.leave(page)


def test_the_reasons_of_a_due_time_open_in_a_dialog(stage: Cast, page_as: PageAs) -> None:
    page = page_as(stage.engineer, path="/", width=1440)  # on a phone the whole card opens the case
    page.locator("button.j-due").first.click()
    expect(page.locator("#dialog")).to_contain_text("3.2.2")
    page.locator("#dialog [data-close]").first.click()
    expect(page.locator("#dialog")).to_be_hidden()


def lines_of(page: Page) -> Any:
    return page.locator("#list tbody tr")


@pytest.fixture
def line(settings: Any) -> str:
    """The address of the live line; the page is given one that the test holds the other end of."""
    settings.LIVE_URL = "/the-line/"
    return FAKE_LINE


def test_a_change_is_seen_without_reloading(line: str, cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.engineer)
    page.add_init_script(line)
    page.goto("/")
    expect(page.locator(".j-empty")).to_be_visible()
    page.evaluate("() => lines[0].open()")
    a_promise(cast)
    page.evaluate("() => lines[0].say('estate:1')")
    expect(lines_of(page)).to_have_count(1)


def test_without_a_line_the_page_asks_by_itself_and_stops_when_the_line_is_back(
    line: str, cast: Cast, page_as: PageAs
) -> None:
    page = page_as(cast.engineer)
    page.add_init_script(line)
    page.clock.install()
    page.goto("/")
    state = page.locator("html")
    for _ in range(5):  # the browser tries again every three seconds
        page.evaluate("() => lines[0].fail(0)")
        page.clock.run_for(3_000)
    expect(state).to_have_attribute("data-live", "polling")
    a_promise(cast)
    page.clock.run_for(16_000)
    expect(lines_of(page)).to_have_count(1)
    a_promise(cast)
    page.evaluate("() => lines[0].open()")
    page.clock.run_for(11_000)  # what one owes asks at most every ten seconds
    expect(lines_of(page)).to_have_count(2)
    expect(state).to_have_attribute("data-live", "open")


def test_a_new_case_rings_at_the_desk_and_nowhere_else(line: str, cast: Cast, page_as: PageAs) -> None:
    for person, rings in ((cast.clerk, 1), (cast.manager, 0)):
        page = page_as(person, language="en")
        page.add_init_script(line)
        page.goto("/")
        page.evaluate("() => lines[0].open()")
        page.evaluate("() => { lines[0].say('desk:1'); lines[0].say('desk:1'); }")
        expect(page.locator(".j-toast", has_text="A new complaint has come in")).to_have_count(rings)
