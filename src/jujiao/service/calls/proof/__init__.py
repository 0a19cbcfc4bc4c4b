"""What proves calls."""

from jujiao.service.calls.proof.canaries import plant
from jujiao.testing.proofs import Proof

PROOF = Proof(canaries=plant)
