"""So many live lines of one person, from one address and in all; whoever opens one more still hears of changes."""

import asyncio
from contextlib import ExitStack

import pytest

from jujiao.portal import lines as bounded
from jujiao.portal import live
from jujiao.portal.hearing import Hub, Listener
from jujiao.portal.lines import Lines
from jujiao.portal.tests.test_hearing_of_changes import SITE, Page, signed_in

__all__ = ["signed_in"]


def topics(person: int) -> frozenset[str]:
    return frozenset({f"user:{person}", "estate:1"})


def test_the_oldest_line_of_a_person_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, hub = Lines(), Hub({})
    with ExitStack() as open_lines:
        own = [open_lines.enter_context(lines.open(hub, topics(7), "1.2.3.4")) for _number in range(14)]
        other = open_lines.enter_context(lines.open(hub, topics(8), "1.2.3.4"))
        assert [line.ended for line in [*own, other]] == [True] * 2 + [False] * 13
    assert (lines.of_person, lines.from_address, hub.listeners) == ({}, {}, set())


def test_so_many_from_one_address_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "FROM_ONE_ADDRESS", 2)
    monkeypatch.setattr(bounded, "room", lambda: 6)
    lines, hub = Lines(), Hub({})
    with ExitStack() as open_lines:
        for person in (1, 2):
            open_lines.enter_context(lines.open(hub, topics(person), "1.2.3.4"))
        assert (lines.full("1.2.3.4"), lines.full("5.6.7.8")) == (True, False)
        open_lines.enter_context(lines.open(hub, topics(3), "5.6.7.8"))
        assert lines.full("5.6.7.8")
    assert not lines.full("1.2.3.4")


def test_so_many_are_asked_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "ASKING", 1)
    lines = Lines()
    with lines.ask():
        assert lines.full("1.2.3.4")
    assert not lines.full("1.2.3.4")


@pytest.mark.usefixtures("signed_in")
def test_a_line_that_ends_does_not_come_back_at_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        monkeypatch.setattr(bounded, "OF_ONE_PERSON", 1)
        live.lines.cache_clear()
        pages = [Page(cookie="sessionid=x") for _number in range(2)]
        tasks = [await pages[0].open()]
        assert [(await pages[0].next()).get("body") for _part in range(2)] == [None, b"retry: 3000\n\n"]
        tasks.append(await pages[1].open())
        assert [(await pages[0].next())["body"] for _part in range(2)] == [b"retry: 60000\n\n", b""]
        await asyncio.wait_for(tasks[0], 5)
        assert (await pages[1].next())["status"] == 200
        pages[1].left.set()
        await asyncio.wait_for(tasks[1], 5)

    asyncio.run(story())


@pytest.mark.usefixtures("signed_in")
def test_one_too_many_from_an_address_is_asked_to_come_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        monkeypatch.setattr(bounded, "FROM_ONE_ADDRESS", 0)
        page = Page(cookie="sessionid=x", origin=SITE)
        await (await page.open())
        assert (await page.next())["status"] == 503
        assert not live.hub().listeners

    asyncio.run(story())


def test_who_does_not_read_loses_the_line(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unread(_message: object) -> None:
        await asyncio.Event().wait()

    async def story() -> None:
        with pytest.raises(TimeoutError):
            await live._tell(Listener(topics(1)), live.Proof(session="x"), unread)

    monkeypatch.setattr(live, "UNREAD", 0.01)
    asyncio.run(story())
