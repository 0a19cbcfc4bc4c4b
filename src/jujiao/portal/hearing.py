"""Who hears of which topics, and the one connection on which the live process listens for all of them."""

import asyncio
import logging
import secrets
import time
from collections.abc import Iterable
from typing import Any, Final

import psycopg
from psycopg import sql

from jujiao.company.estates.place import Place
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import STAFF, Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.live import CHANNEL, ONLY, PART, sees
from jujiao.portal.pacing import Paced

logger = logging.getLogger(__name__)

SILENCE: Final = 30
"""Seconds without a word after which the connection is asked whether it is still there."""
LONGEST_WAIT: Final = 30
"""Seconds between tries at most, while the database is away."""
LATELY: Final = 5.0
"""Seconds for which a page that is just being opened is told what its frame has to show: it was drawn before its line
was there."""


def quick_topics() -> frozenset[str]:
    """The names of those topics that ring nowhere and stir one small part of a page."""
    slots = {slot.topic for chapter in chapters() for slot in chapter.slots}
    return frozenset(slots | {topic.name for chapter in chapters() for topic in chapter.topics if not topic.ring})


def topics_of(viewer: Viewer) -> frozenset[str]:
    """The topics that a person may hear of: their own, the estates where they work, the company where they work for
    all of it, of the estates what rings for their role, and what the frame of their own pages shows. What else is among
    them is no topic: an employee's name marks what is kept from them, a post's or a department's what only those hear
    who hold it."""
    own = {f"user:{viewer.user_id}"}
    if viewer.roles & STAFF:
        own |= {f"{slot.topic}:{viewer.user_id}" for chapter in chapters() for slot in chapter.slots}
    places = {estate.place.topic for estate in estates_of(viewer)}
    if viewer.company_id is not None and viewer.estate_ids(*STAFF) is None:
        places.add(Place(viewer.company_id).topic)
    rings = {
        f"{topic.name}:{estate.pk}"
        for chapter in chapters()
        for topic in chapter.topics
        for estate in estates_of(viewer, topic.heard_by)
    }
    kept = {f"employee:{viewer.employee_id}"} if viewer.employee_id is not None else set()
    return frozenset(own | places | rings | kept | _posts_of(viewer))


def _posts_of(viewer: Viewer) -> set[str]:
    held = {f"department:{number}" for number in viewer.department_ids(*STAFF)}
    return held | {sees(role, estate.pk) for role in viewer.roles for estate in estates_of(viewer, role)}


class Listener:
    """One open page: the topics that it hears of, and those that changed since it was last told."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self._changed: set[str] = set()
        self.stamp = ""
        self._word = asyncio.Event()
        self.ended = False

    def end(self) -> None:
        """Has the page told that its line is over."""
        self.ended = True
        self._word.set()

    def tell(self, said: str, stamp: str = "") -> None:
        """Takes a topic in, with those behind it from whom it is kept, and those for whom alone it is, if any; of one
        that names a part of itself ("queue:3/12") all hear who hear of the whole. `stamp` stands for the moment: who
        asks with it is answered as of then or later."""
        topic, *marks = said.split(" ")
        whole = topic.partition(PART)[0]
        only = {mark.removeprefix(ONLY) for mark in marks if mark.startswith(ONLY)}
        heard = whole in self.topics and self.topics.isdisjoint(marks)
        if heard and (not only or not self.topics.isdisjoint(only)):
            self._changed.add(topic)
            self.stamp = stamp
            self._word.set()

    async def news(self, patience: float) -> set[str]:
        """What changed, as soon as something did; nothing after `patience` seconds of silence."""
        try:
            await asyncio.wait_for(self._word.wait(), patience)
        except TimeoutError:
            return set()
        self._word.clear()
        news, self._changed = self._changed, set()
        return news


class Hub:
    """All open pages of this process."""

    def __init__(self, connection: dict[str, Any]) -> None:
        self.connection = connection
        self.listeners: set[Listener] = set()
        self._slots = {slot.topic for chapter in chapters() for slot in chapter.slots}
        self._lately: dict[str, float] = {}
        self._paced = Paced(self._pass_on_to_all, quick_topics())

    def tell(self, said: str) -> None:
        self._paced.say(said)

    def add(self, listener: Listener) -> None:
        """A page that opens its line; it is told what was said to its frame while it was being drawn."""
        self.listeners.add(listener)
        for topic, at in self._lately.items():
            if time.monotonic() - at < LATELY:
                listener.tell(topic)

    def _remember(self, said: Iterable[str]) -> None:
        now = time.monotonic()
        topics = {each.partition(" ")[0] for each in said}
        kept = {topic: at for topic, at in self._lately.items() if now - at < LATELY}
        self._lately = kept | {topic: now for topic in topics if topic.partition(":")[0] in self._slots}

    def _pass_on_to_all(self, said: Iterable[str]) -> None:
        said = [*said]
        self._remember(said)
        stamp = secrets.token_urlsafe(9)
        for listener in self.listeners:
            for each in said:
                listener.tell(each, stamp)

    def tell_all(self) -> None:
        """After an absence anything may have changed; but nothing rings for what may be long known."""
        for listener in self.listeners:
            for topic in listener.topics:
                if topic.startswith(("user:", "estate:", "company:")):
                    listener.tell(topic)

    async def listen(self) -> None:
        """Listens for ever, through any loss of the database."""
        wait = 1
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**self.connection, autocommit=True) as connection:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    wait = 1
                    self.tell_all()
                    await self._hear(connection)
            except psycopg.Error as error:
                logger.warning("live: the database is away (%s), next try in %s s", type(error).__name__, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)

    async def _hear(self, connection: psycopg.AsyncConnection[Any]) -> None:
        while True:
            async for notice in connection.notifies(timeout=SILENCE):
                self.tell(notice.payload)
            await connection.execute("SELECT 1")
