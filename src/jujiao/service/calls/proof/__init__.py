"""What proves calls."""

from jujiao.service.calls.proof import drilled_calls, samples_calls
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(
    samples={**samples_calls.SAMPLES},
    lists={**samples_calls.LISTS},
    canaries=plant,
    drilled=Drilled(once=drilled_calls.once),
)
