"""What proves calls."""

from jujiao.service.calls.proof import drilled_pop, samples_pop
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(
    samples={**samples_pop.SAMPLES},
    own=frozenset({*samples_pop.OWN}),
    lists={**samples_pop.LISTS},
    canaries=plant,
    drilled=Drilled(once=drilled_pop.once),
)
