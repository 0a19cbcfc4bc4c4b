"""What proves WeChat."""

from jujiao.notices.wechat.proof.canaries_line import canaries
from jujiao.notices.wechat.proof.samples_line import LISTS, OWN, SAMPLES, SIGNED, once
from jujiao.notices.wechat.proof.samples_ways import SAMPLES as SENDING
from jujiao.notices.wechat.proof.samples_ways import once as once_sending
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(
    samples={**SAMPLES, **SENDING},
    own=OWN,
    signed=SIGNED,
    lists=LISTS,
    canaries=canaries,
    drilled=Drilled(once=lambda scene: [*once(scene), *once_sending(scene)]),
)
