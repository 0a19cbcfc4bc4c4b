"""Open pages hear that something changed, and only of what they may know."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import translation

from jujiao.kernel.record import live as kernel_live
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.subjects import Subject
from jujiao.portal import live, navigation
from jujiao.portal.hearing import Hub, Listener, topics_of
from jujiao.testing.cast import Cast

SITE = "http://localhost:8000"
SAME_SITE = "http://127.0.0.1:8000"
CASE = Subject("sample", 1)
TOPICS = frozenset({"estate:1", "desk:1", "user:7"})


def test_who_hears_of_what(cast: Cast) -> None:
    here, there = cast.estate.pk, cast.second_estate.pk

    def heard(name: str) -> set[str]:
        member = getattr(cast, name)
        mine = {f"user:{member.user.pk}", f"employee:{member.viewer.employee_id}"}
        mine |= {f"{slot.topic}:{member.user.pk}" for chapter in chapters() for slot in chapter.slots}
        marks = {topic for topic in topics_of(member.viewer) if "@" in topic or topic.startswith("department:")}
        return set(topics_of(member.viewer) - mine - marks)

    assert heard("clerk") == {f"estate:{here}", *rung_at(here)}
    assert heard("engineer") == heard("manager") == {f"estate:{here}"}
    assert heard("director") == {f"estate:{here}", f"estate:{there}", f"company:{cast.company.pk}"}
    assert heard("outsider") == {f"estate:{cast.other_estate.pk}", *rung_at(cast.other_estate.pk)}
    assert heard("resident") == set()
    assert f"user:{cast.resident.user.pk}" in topics_of(cast.resident.viewer)


def rung_at(estate: int) -> set[str]:
    """What a clerk hears besides: new cases, missed calls, who is being called, and what is written."""
    return {f"{name}:{estate}" for name in ("desk", "missed", "calls", "messages", "conversations", "typing")}


def test_a_topic_may_name_what_of_it_changed() -> None:
    clerk, elsewhere = Listener(frozenset({"queue:3"})), Listener(frozenset({"queue:4"}))
    for each in (clerk, elsewhere):
        each.tell("queue:3/12")
    assert asyncio.run(clerk.news(0.01)) == {"queue:3/12"}
    assert asyncio.run(elsewhere.news(0.01)) == set()


def test_a_page_rings_with_the_words_of_what_its_reader_hears(cast: Cast) -> None:
    with translation.override("en"):
        words = {
            "desk": "A new complaint has come in",
            "messages": "An owner has written and waits for an answer",
            "missed": "A call was missed: please call back",
        }
        assert live_words(cast.clerk.viewer) == words
        assert live_words(cast.engineer.viewer) == live_words(cast.resident.viewer) == {}


def live_words(viewer: Viewer) -> dict[str, str]:
    said = navigation.live(viewer)
    assert said is not None
    words: dict[str, str] = json.loads(said["rings"])
    return words


@pytest.mark.parametrize(
    ("url", "host", "line"),
    [
        ("http://localhost:8001", "localhost:8000", "http://localhost:8001"),
        ("http://localhost:8001", "127.0.0.1:8000", "http://127.0.0.1:8001"),
        ("https://live.example", "127.0.0.1:8000", "https://live.example"),
        ("https://live.example", "jujiao.example", "https://live.example"),
    ],
)
def test_a_page_keeps_its_line_to_the_name_it_was_opened_by(
    cast: Cast, settings: Any, url: str, host: str, line: str
) -> None:
    settings.LIVE_URL = url
    said = navigation.live(cast.clerk.viewer, host)
    assert said is not None
    assert said["url"] == line


class Page:
    """An open page: what it was sent, and a way to leave."""

    def __init__(self, method: str = "GET", **headers: str) -> None:
        named = [(name.replace("_", "-").encode(), said.encode()) for name, said in headers.items()]
        self.scope = {"type": "http", "method": method, "headers": named, "client": ("127.0.0.1", "4711")}
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.left = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def open(self) -> asyncio.Task[None]:
        return asyncio.create_task(live.application(self.scope, self.receive, self.sent.put))

    async def next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.sent.get(), 5)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Callable[[frozenset[str] | None], None]]:
    """Whoever asks hears of TOPICS; the hub is one that nobody has used yet."""
    settings.SITE_URL = SITE
    answer: list[frozenset[str] | None] = [TOPICS]

    async def topics(session: str) -> frozenset[str] | None:
        return answer[0]

    monkeypatch.setattr(live, "topics_for", topics)
    live.hub.cache_clear()
    yield lambda topics: answer.__setitem__(0, topics)
    live.hub.cache_clear()


@pytest.mark.parametrize("site", [SITE, SAME_SITE])
@pytest.mark.usefixtures("signed_in")
def test_a_page_is_sent_the_names_of_what_changed_and_nothing_else(db: None, site: str) -> None:
    async def story() -> None:
        page = Page(origin=site, cookie="sessionid=x")
        task = await page.open()
        start = await page.next()
        assert start["status"] == 200
        assert dict(start["headers"])[b"content-type"] == b"text/event-stream; charset=utf-8"
        assert dict(start["headers"])[b"access-control-allow-origin"] == site.encode()
        assert (await page.next())["body"] == b"retry: 3000\n\n"
        for topic in ("estate:1", "estate:2", "user:8", "desk:1", "estate:1"):
            live.hub().tell(topic)
        stamp, _, words = (await page.next())["body"].partition(b"\n")
        assert words == b"data: desk:1\n\ndata: estate:1\n\n"
        assert len(stamp.removeprefix(b"id: ")) > 10
        assert live.connections_here().working == {("127.0.0.1", 4711)}
        page.left.set()
        await asyncio.wait_for(task, 5)
        assert not live.hub().listeners

    asyncio.run(story())


@pytest.mark.usefixtures("signed_in")
def test_silence_is_broken_by_a_comment(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        page = Page(cookie="sessionid=x")
        task = await page.open()
        assert [(await page.next()).get("body") for _ in range(3)] == [None, b"retry: 3000\n\n", b":\n\n"]
        page.left.set()
        await task

    monkeypatch.setattr(live, "BREATH", 0.01)
    asyncio.run(story())


def test_who_signs_out_hears_no_more(
    db: None, signed_in: Callable[[frozenset[str] | None], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        page = Page(cookie="sessionid=x")
        task = await page.open()
        await page.next()
        await page.next()
        signed_in(None)
        live.hub().tell("estate:1")
        assert (await page.next()) == {"type": "http.response.body", "body": b"", "more_body": False}
        await asyncio.wait_for(task, 5)

    monkeypatch.setattr(live, "TRUST", -1)
    asyncio.run(story())


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (lambda: Page("POST"), 405),
        (lambda: Page(origin="https://elsewhere.example"), 403),
        (lambda: Page(origin="http://127.0.0.1:8001"), 403),
        (lambda: Page(origin="null"), 403),
    ],
)
@pytest.mark.usefixtures("signed_in")
def test_other_methods_and_other_sites_are_refused(page: Callable[[], Page], status: int) -> None:
    async def story() -> None:
        opened = page()
        await (await opened.open())
        assert (await opened.next())["status"] == status
        assert (await opened.next())["body"] == b""

    asyncio.run(story())


def test_strangers_are_refused(signed_in: Callable[[frozenset[str] | None], None]) -> None:
    async def story() -> None:
        signed_in(None)
        page = Page(cookie="sessionid=made-up")
        await (await page.open())
        assert (await page.next())["status"] == 401

    asyncio.run(story())


@contextmanager
def second_connection() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**plain_parameters(), autocommit=True) as second:
        yield second


def plain_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    return {name: value for name, value in parameters.items() if name not in {"cursor_factory", "context"}}


def test_what_the_database_says_reaches_the_listener(db: None) -> None:
    async def story() -> None:
        hub = Hub(plain_parameters())
        listener = Listener(TOPICS)
        hub.listeners.add(listener)
        listening = asyncio.create_task(hub.listen())
        # Once it listens, everything may have changed, but nothing rings.
        assert await listener.news(5) == {"estate:1", "user:7"}
        with second_connection() as second:
            second.execute("SELECT pg_notify('jujiao', 'desk:1')")
        assert await listener.news(5) == {"desk:1"}
        assert await listener.news(0.01) == set()
        listening.cancel()

    asyncio.run(story())


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_a_change_is_told_at_the_commit_and_never_after_a_rollback(
    ending: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with second_connection() as ear, psycopg.connect(**plain_parameters()) as operation:
        ear.execute("LISTEN jujiao")
        monkeypatch.setattr(kernel_live, "connection", operation)
        kernel_live.changed(("estate:3", CASE), ("desk:3", CASE), ("estate:3", CASE))
        assert list(ear.notifies(timeout=0.05)) == []
        getattr(operation, ending)()
        heard = [notice.payload for notice in ear.notifies(timeout=0.2)]
    assert sorted(heard) == (["desk:3", "estate:3"] if ending == "commit" else [])
