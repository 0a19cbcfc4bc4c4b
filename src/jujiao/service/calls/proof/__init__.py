"""What proves calls."""

from collections.abc import Iterator

from jujiao.service.calls.proof import drilled_calls, drilled_pop, samples_calls, samples_pop
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Acting, Drilled, Once
from jujiao.testing.proofs import Proof


def _once(acting: Acting) -> Iterator[Once]:
    yield from drilled_calls.once(acting)
    yield from drilled_pop.once(acting)


PROOF = Proof(
    samples={**samples_calls.SAMPLES, **samples_pop.SAMPLES},
    own=frozenset({*samples_pop.OWN}),
    lists={**samples_calls.LISTS, **samples_pop.LISTS},
    canaries=plant,
    drilled=Drilled(once=_once),
)
