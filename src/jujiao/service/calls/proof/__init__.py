"""What proves calls."""

from jujiao.service.calls.proof import calls_api, drilled_calls, samples_calls
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(
    samples={**samples_calls.SAMPLES},
    lists={**samples_calls.LISTS},
    canaries=plant,
    calls={**calls_api.CALLS},
    case=samples_calls.a_call,
    drilled=Drilled(row=samples_calls.a_call, once=drilled_calls.once),
)
