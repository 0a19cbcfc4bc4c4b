"""What proves the ledger of promises."""

from jujiao.testing.proofs import Proof
from jujiao.testing.rows import a_promise

PROOF = Proof(samples={"promises:why": lambda scene: {"promise_id": a_promise(scene.cast).pk}})
