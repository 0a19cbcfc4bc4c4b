"""How often one topic is told: at once after a silence, then at most once in PACE seconds, and the last word always.

In a busy minute every change of an estate would have each of its open pages ask anew. Told at the same moments, the
pages of people who see the same also ask for the same, which is then made once (`kernel/pages/shared.py`). Topics of a
quick kind are told more often."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from typing import Final

PACE: Final = 1.8
"""Seconds from one word about a topic to the next: with the page's own way, a case is seen within two."""
QUICK: Final = 0.4
"""The same of topics whose news stir one small part of a page, which must be there within a second."""


class Paced:
    """Passes on what is said about topics; `said` begins with its topic. Lives in one event loop."""

    def __init__(self, pass_on: Callable[[Iterable[str]], None], quick: Collection[str] = ()) -> None:
        self.pass_on = pass_on
        self.quick = quick
        self._waiting: dict[str, set[str]] = {}

    def say(self, said: str) -> None:
        topic = said.partition(" ")[0]
        if topic in self._waiting:
            self._waiting[topic].add(said)
        else:
            self._begin(topic, {said})

    def _begin(self, topic: str, said: set[str]) -> None:
        self._waiting[topic] = set()
        pace = QUICK if topic.partition(":")[0] in self.quick else PACE
        asyncio.get_running_loop().call_later(pace, self._end, topic)
        self.pass_on(said)

    def _end(self, topic: str) -> None:
        if said := self._waiting.pop(topic):
            self._begin(topic, said)
