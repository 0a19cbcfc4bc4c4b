"""A page that is open asks what is new: how many wait, and the words of what came since."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.operations import take_back
from jujiao.testing.browser import VIEWS, PageAs, check_page
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import SUBJECT, a_notice

CASE: dict[str, Any] = {"subject_kind": SUBJECT, "subject_id": 7, "params": {"number": "YX-7"}, "url": "/complaints/7/"}
LINE = """
window.lines = [];
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  static CLOSED = 2;
  constructor() { super(); this.readyState = 0; window.lines.push(this); }
  open() { this.readyState = 1; this.dispatchEvent(new Event("open")); }
  say(topic) { this.dispatchEvent(new MessageEvent("message", { data: topic })); }
  close() { this.readyState = 2; }
};
window.shown = [];
window.Notification = class extends EventTarget {
  static permission = "default";
  static async requestPermission() { this.permission = "granted"; return "granted"; }
  constructor(title, options) { super(); window.shown.push([title, options.body, options.tag]); }
};
window.hide = (away) => {
  Object.defineProperty(document, "hidden", { value: away, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


def news(client: Client, after: object = "") -> Any:
    return client.get(f"/notices/news/?after={after}").json()


def test_the_count_and_the_words_of_what_came_since(cast: Cast, sign_in: SignIn) -> None:
    known = a_notice(cast.clerk)
    client = sign_in(cast.clerk)
    assert news(client) == {"count": 1, "label": "消息: 1 条未读", "newest": known.pk, "letters": []}
    new = a_notice(cast.clerk, **CASE)
    a_notice(cast.clerk, read_at=NOW, **CASE)
    letter = {"id": new.pk, "title": "电梯 · 3号楼：新投诉待派单", "body": "YX-7", "url": "/complaints/7/"}
    assert news(client, known.pk)["letters"] == [letter]
    assert news(client, new.pk + 1)["letters"] == []
    assert news(sign_in(cast.clerk2), known.pk)["letters"] == []


def test_no_number_is_shown_on_a_screen(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place is written freely."""
    place = {Subject(SUBJECT, 7): "电梯 · 大堂，找张先生 13800000101"}
    monkeypatch.setattr("jujiao.notices.news.abouts", lambda _viewer, _rows: place)
    a_notice(cast.clerk, **CASE)
    (letter,) = news(sign_in(cast.clerk), 0)["letters"]
    assert letter["title"] == "电梯 · 大堂，找张先生 138****0101：新投诉待派单"


def test_of_one_case_one_is_counted(cast: Cast, sign_in: SignIn) -> None:
    for number in range(3):
        a_notice(cast.clerk, **CASE, key=f"same:{number}")
    a_notice(cast.clerk)
    a_notice(cast.clerk)
    assert news(sign_in(cast.clerk))["count"] == 3


def test_what_was_read_or_taken_back_is_no_news(cast: Cast, sign_in: SignIn) -> None:
    a_notice(cast.clerk, **CASE)
    client = sign_in(cast.clerk)
    Notice.objects.update(read_at=Notice.objects.get().created_at)
    assert news(client, 0)["letters"] == []
    Notice.objects.update(read_at=None)
    take_back(Notice.objects.get().subject, user_id=cast.clerk.user.pk, at=NOW)  # type: ignore[arg-type]
    assert news(client, 0) == {"count": 0, "label": "消息", "newest": 0, "letters": []}


@pytest.mark.parametrize("after", ["x", "-1", "9" * 19, "٣", "\x00"])
def test_what_is_no_number_is_passed_over(after: str, cast: Cast, sign_in: SignIn) -> None:
    a_notice(cast.clerk)
    assert news(sign_in(cast.clerk), after)["letters"] == []


@pytest.fixture
def line(settings: Any) -> str:
    settings.LIVE_URL = "/the-line/"
    return LINE


def opened(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("() => lines[0].open()")


@pytest.mark.browser
def test_title_and_bell_count_what_waits(line: str, cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.engineer, width=1440)
    page.add_init_script(line)
    opened(page, "/")
    bare = page.title()
    assert not bare.startswith("(")
    a_notice(cast.engineer)
    page.evaluate("() => lines[0].say('user:1')")
    expect(page).to_have_title(f"(1) {bare}")
    expect(page.locator(".j-bell .j-count")).to_have_text("1")
    page.goto("/")
    expect(page).to_have_title(f"(1) {bare}")
    page.evaluate("() => lines[0].open()")
    Notice.objects.all().delete()
    page.evaluate("() => lines[0].say('user:1')")
    expect(page).to_have_title(bare)
    expect(page.locator(".j-bell .j-count")).to_have_count(0)
    assert page.evaluate("() => shown") == []


@pytest.mark.browser
def test_the_system_shows_it_where_it_was_switched_on_and_nobody_looks(line: str, cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.engineer, width=1440)
    page.add_init_script(line)
    opened(page, "/notices/settings/")
    with page.expect_response("**/notices/news/*"):
        a_notice(cast.engineer, **CASE)
        page.evaluate("() => lines[0].say('user:1')")  # it was not switched on
    page.locator("[data-turn=on]").click()
    expect(page.locator("[data-turn=off]")).to_be_visible()
    with page.expect_response("**/notices/news/*"):
        page.evaluate("() => lines[0].say('user:1')")  # the page is looked at
    assert page.evaluate("() => shown") == []
    with page.expect_response("**/notices/news/*"):
        page.evaluate("() => hide(true)")
    new = a_notice(cast.engineer, **CASE)
    page.evaluate("() => lines.at(-1).say('user:1')")
    page.wait_for_function("() => shown.length > 0")
    assert page.evaluate("() => shown") == [["电梯 · 3号楼：新投诉待派单", "YX-7", f"jujiao-{new.pk}"]]
    page.evaluate("() => hide(false)")
    page.locator("[data-turn=off]").click()
    expect(page.locator("[data-turn=on]")).to_be_visible()


SHOWN = """() => {
  window.kept = [];
  ServiceWorkerRegistration.prototype.showNotification = async (...said) => { window.kept.push(said); };
}"""
TAPPED = """(data) => {
  const tap = new ExtendableEvent("notificationclick");
  tap.notification = { data, close: () => {} };
  dispatchEvent(tap);
}"""


@pytest.mark.browser
def test_on_a_telephone_the_worker_shows_it_and_opens_the_case(line: str, cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.engineer, workers="allow")
    page.context.grant_permissions(["notifications"])
    # As Chromium on Android: only a worker may show anything.
    page.add_init_script(
        line.replace("super(); window.shown", "throw new TypeError('Illegal constructor'); window.shown")
    )
    opened(page, "/notices/settings/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    opened(page, "/notices/settings/")  # from now on the worker stands behind the page
    page.evaluate(SHOWN)
    page.locator("[data-turn=on]").click()
    with page.expect_response("**/notices/news/*"):
        page.evaluate("() => hide(true)")
    new = a_notice(cast.engineer, **CASE)
    page.evaluate("() => lines.at(-1).say('user:1')")
    page.wait_for_function("() => kept.length > 0")
    title, says = page.evaluate("() => kept[0]")
    assert (title, says["body"], says["tag"]) == ("电梯 · 3号楼：新投诉待派单", "YX-7", f"jujiao-{new.pk}")
    assert page.evaluate("() => shown") == []
    [worker] = page.context.service_workers
    with page.expect_navigation(url="**/complaints/7/"):
        worker.evaluate(TAPPED, says["data"])


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_inbox_and_settings_stand_up_to_a_look(width: int, language: str, cast: Cast, page_as: PageAs) -> None:
    for number in range(3):
        a_notice(cast.engineer, **CASE, key=f"look:{number}")
    late = {"promise_id": 1, "due_at": NOW, "kind": "promise.half"}
    a_notice(cast.engineer, **{**CASE, "subject_id": 8, **late, "params": {"number": "YX-8", "promise": "First reply"}})
    page = page_as(cast.engineer, width=width, language=language, path="/notices/")
    page.locator(".j-letter-others summary").click()
    expect(page.locator(".j-letter-others li")).to_have_count(2)
    check_page(page)
    page.goto("/notices/settings/")
    check_page(page)
