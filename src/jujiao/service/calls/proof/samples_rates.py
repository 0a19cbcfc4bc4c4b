"""The page of rates asks as often for many calls as for few."""

from collections.abc import Mapping

from jujiao.service.calls.proof.samples_calls import a_call
from jujiao.testing.proofs import List

LISTS: Mapping[str, List] = {"telephony:rates": List("clerk", a_call)}
