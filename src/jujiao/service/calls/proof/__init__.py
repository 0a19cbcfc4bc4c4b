"""What proves calls."""

from itertools import chain

from jujiao.service.calls.proof import (
    calls_api,
    drilled_calls,
    drilled_pop,
    drilled_sources,
    samples_calls,
    samples_pop,
    samples_rates,
    samples_sources,
)
from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

DRILLED = (drilled_calls, drilled_pop, drilled_sources)

PROOF = Proof(
    samples={**samples_calls.SAMPLES, **samples_pop.SAMPLES, **samples_sources.SAMPLES},
    own=frozenset({*samples_pop.OWN, *samples_sources.OWN}),
    lists={**samples_calls.LISTS, **samples_pop.LISTS, **samples_rates.LISTS, **samples_sources.LISTS},
    canaries=plant,
    calls={**calls_api.CALLS},
    case=samples_calls.a_call,
    drilled=Drilled(
        row=samples_calls.a_call,
        uploads=drilled_sources.uploads,
        once=lambda acting: chain.from_iterable(each.once(acting) for each in DRILLED),
    ),
)
