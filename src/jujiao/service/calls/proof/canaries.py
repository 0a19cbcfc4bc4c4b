"""Marked rows of calls: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.service.calls.proof.canaries_calls import plant_calls
from jujiao.service.calls.proof.canaries_sources import plant_sources
from jujiao.testing.canaries import Canary
from jujiao.testing.cast import Cast


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place, with every id that stands in an address."""
    yield from plant_calls(cast)
    yield from plant_sources(cast)
