"""What proves conversations."""

from jujiao.service.conversations.proof.calls_app import CALLS, of_the_resident
from jujiao.service.conversations.proof.canaries_app import canaries
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(canaries=canaries, calls=CALLS, case=of_the_resident, drilled=Drilled(row=of_the_resident))
