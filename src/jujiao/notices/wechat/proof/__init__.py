"""What proves WeChat."""

from jujiao.notices.wechat.proof.canaries_line import canaries
from jujiao.notices.wechat.proof.samples_line import LISTS, OWN, SAMPLES, once
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Proof

PROOF = Proof(samples=SAMPLES, own=OWN, lists=LISTS, canaries=canaries, drilled=Drilled(once=once))
