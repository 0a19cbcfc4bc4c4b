"""How often one topic is told: at once after a silence, then at most once in PACE seconds, and the last word always.

In a busy minute every change of an estate would have each of its open pages ask anew. Told at the same moments, the
pages of people who see the same also ask for the same, which is then made once (`kernel/pages/shared.py`)."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

PACE: Final = 1.8
"""Seconds from one word about a topic to the next: with the page's own way, a case is seen within two."""


class Paced:
    """Passes on what is said about topics; `said` begins with its topic. Lives in one event loop."""

    def __init__(self, pass_on: Callable[[Iterable[str]], None]) -> None:
        self.pass_on = pass_on
        self._waiting: dict[str, set[str]] = {}

    def say(self, said: str) -> None:
        topic = said.partition(" ")[0]
        if topic in self._waiting:
            self._waiting[topic].add(said)
        else:
            self._begin(topic, {said})

    def _begin(self, topic: str, said: set[str]) -> None:
        self._waiting[topic] = set()
        asyncio.get_running_loop().call_later(PACE, self._end, topic)
        self.pass_on(said)

    def _end(self, topic: str) -> None:
        if said := self._waiting.pop(topic):
            self._begin(topic, said)
