"""How many live lines there may be: of one person, from one address, and in all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from jujiao.kernel.machine.front.connections import room
from jujiao.portal.hearing import Hub, Listener

OF_ONE_PERSON: Final = 12
"""A browser holds one for the tab that is looked at, and one for the desk's. Who opens more loses the oldest, which
may well be one that nobody reads any more; the page behind it asks by itself meanwhile."""
FROM_ONE_ADDRESS: Final = 1000
"""An office, or a quarter of the city behind one address of its telephone company."""
SHARE: Final = 0.5
"""Of all connections that a process can hold; the rest is for those who are still asking."""
ASKING: Final = 100
"""Lines at once of whom is still being asked who they are."""


class Lines:
    """The open lines of this process. `person` is the topic that only they hear of, `address` where they come from."""

    def __init__(self) -> None:
        self.of_person: dict[str, list[Listener]] = {}
        self.from_address: Counter[str] = Counter()
        self.asking = 0

    def full(self, address: str) -> bool:
        """Whether a line from there is one too many."""
        return (
            self.from_address[address] >= FROM_ONE_ADDRESS
            or self.from_address.total() >= room() * SHARE
            or self.asking >= ASKING
        )

    @contextmanager
    def ask(self) -> Iterator[None]:
        """While it is asked whose line it is."""
        self.asking += 1
        try:
            yield
        finally:
            self.asking -= 1

    @contextmanager
    def open(self, hub: Hub, topics: frozenset[str], address: str) -> Iterator[Listener]:
        """A line of somebody with these topics; their oldest ends where it is one too many."""
        listener = Listener(topics)
        person = next((topic for topic in topics if topic.startswith("user:")), "")
        own = self.of_person.setdefault(person, [])
        own.append(listener)
        while len(own) > OF_ONE_PERSON:
            own.pop(0).end()
        self.from_address[address] += 1
        hub.add(listener)
        try:
            yield listener
        finally:
            hub.listeners.discard(listener)
            self._forget(person, listener, address)

    def _forget(self, person: str, listener: Listener, address: str) -> None:
        left = [other for other in self.of_person.get(person, ()) if other is not listener]
        if left:
            self.of_person[person] = left
        else:
            self.of_person.pop(person, None)
        self.from_address[address] -= 1
        if not self.from_address[address]:
            del self.from_address[address]
