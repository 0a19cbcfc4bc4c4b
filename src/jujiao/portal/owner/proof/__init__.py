"""What proves the part of owners: its addresses name no row."""

from jujiao.testing.proofs import Proof

PROOF = Proof()
