"""What stands in the addresses of telephones, callers and scripts."""

from collections.abc import Mapping
from typing import Any

from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.proof.rows_pop import a_script
from jujiao.testing.proofs import List, Sample, Scene


def _script(scene: Scene) -> dict[str, Any]:
    return {"script_id": a_script(scene.cast).pk}


def _own(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.member.works_as.pk if scene.member.works_as else 1}


SAMPLES: Mapping[str, Sample] = {
    "telephony:give_number": lambda scene: {"call_id": maker(scene.cast).call().pk},
    "telephony:on_the_board": lambda scene: {"estate_id": scene.cast.estate.pk},
    "telephony:publish_script": _script,
    "telephony:script": _script,
    "telephony:seat_at_home": _own,
    "telephony:sit": lambda scene: {"telephone_id": maker(scene.cast).telephone().pk},
    "telephony:withdraw_script": _script,
}
OWN = frozenset({"telephony:seat_at_home"})
LISTS = {"telephony:scripts": List("clerk", a_script)}
