"""What proves calls."""

from itertools import chain

from jujiao.service.calls.proof import drilled_calls, drilled_sources, samples_calls, samples_sources
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(
    samples={**samples_calls.SAMPLES, **samples_sources.SAMPLES},
    own=samples_sources.OWN,
    lists={**samples_calls.LISTS, **samples_sources.LISTS},
    canaries=plant,
    drilled=Drilled(once=lambda acting: chain(drilled_calls.once(acting), drilled_sources.once(acting))),
)
