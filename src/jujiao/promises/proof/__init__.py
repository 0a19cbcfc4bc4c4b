"""What proves the ledger of promises, and what is measured beside it."""

from collections.abc import Iterator

from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import List, Proof
from jujiao.testing.rows import MEASURED, a_measurement, a_promise

CANARY = "canary-promise"


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked promise at the other company, made to nobody of the cast."""
    elsewhere = {"company": cast.other_company, "estate": cast.other_estate, "department": None, "owed_to_id": 2**40}
    promise = a_promise(cast, subject_label=CANARY, **elsewhere)
    yield Canary(mark=CANARY, kept_from=everybody_but("outsider"), at={"promise_id": promise.pk}, row=promise)


PROOF = Proof(
    samples={
        "promises:measured": {"kind": MEASURED},
        "promises:why": lambda scene: {"promise_id": a_promise(scene.cast).pk},
    },
    own=frozenset({"promises:measured"}),  # a kind is nobody's: each company reads its own rows of it
    canaries=canaries,
    case=a_promise,
    drilled=Drilled(row=a_promise),
    lists={"promises:measured": List("manager", a_measurement)},
)
