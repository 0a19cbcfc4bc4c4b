"""What proves the notices."""

from jujiao.testing.proofs import List, Proof
from jujiao.testing.rows import a_delivery, a_notice

PROOF = Proof(
    samples={
        "notices:open": lambda scene: {"notice_id": a_notice(scene.member).pk},
        "notices:retry": lambda scene: {"delivery_id": a_delivery(scene.cast).pk},
    },
    own=frozenset({"notices:open"}),
    lists={
        "notices:deliveries": List("sysadmin", a_delivery),
        "notices:inbox": List("clerk", lambda cast: a_notice(cast.clerk)),
    },
)
