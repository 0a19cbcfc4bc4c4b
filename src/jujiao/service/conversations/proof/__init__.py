"""What proves conversations."""

from itertools import chain

from jujiao.service.conversations.proof import (
    calls_app,
    calls_box,
    drilled_box,
    drilled_desk,
    samples_box,
    samples_desk,
)
from jujiao.service.conversations.proof.canaries import plant
from jujiao.service.conversations.proof.rows import a_conversation
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

DRILLED = (drilled_box, drilled_desk)

PROOF = Proof(
    samples={**samples_desk.SAMPLES},
    own=frozenset({*samples_desk.OWN}),
    lists={**samples_box.LISTS, **samples_desk.LISTS},
    canaries=plant,
    calls={**calls_app.CALLS, **calls_box.CALLS},
    case=a_conversation,
    drilled=Drilled(
        row=a_conversation,
        uploads=drilled_desk.uploads,
        once=lambda acting: chain.from_iterable(each.once(acting) for each in DRILLED),
    ),
)
