"""What proves the ledger of promises, and what is measured beside it."""

from jujiao.testing.proofs import List, Proof
from jujiao.testing.rows import MEASURED, a_measurement, a_promise

PROOF = Proof(
    samples={
        "promises:measured": {"kind": MEASURED},
        "promises:why": lambda scene: {"promise_id": a_promise(scene.cast).pk},
    },
    own=frozenset({"promises:measured"}),  # a kind is nobody's: each company reads its own rows of it
    lists={"promises:measured": List("manager", a_measurement)},
)
