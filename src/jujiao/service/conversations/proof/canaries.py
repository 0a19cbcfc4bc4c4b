"""Marked rows of conversations: of a neighbour, of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.service.conversations.proof.canaries_app import plant_app
from jujiao.service.conversations.proof.canaries_desk import plant_desk
from jujiao.testing.canaries import Canary
from jujiao.testing.cast import Cast


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place, with every id that stands in an address."""
    yield from plant_desk(cast)
    yield from plant_app(cast)
