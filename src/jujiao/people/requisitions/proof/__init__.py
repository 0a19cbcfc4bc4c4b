"""What proves the requisitions."""

from datetime import timedelta
from typing import Any

from jujiao.kernel.machine import clock
from jujiao.people.requisitions.proof.canaries import plant
from jujiao.people.requisitions.proof.drilled import DRILLED
from jujiao.people.requisitions.proof.rows import (
    SAID,
    a_move,
    a_requisition,
    a_round,
    another_round,
    maker,
    one_in_the_round,
    seats,
)
from jujiao.testing.cast import Cast
from jujiao.testing.proofs import Call, List, Proof, Scene


def _requisition(scene: Scene) -> dict[str, Any]:
    return {"requisition_id": a_requisition(scene.cast).pk}


def _accepted(scene: Scene) -> dict[str, Any]:
    return {"requisition_id": maker(scene.cast).accepted().pk, "verb": "approve"}


def _asking(cast: Cast, _row: Any) -> dict[str, Any]:
    return {"department_id": cast.engineering.pk}


POSITION = {"name": "水电工", "number": 1, "needed_by": f"{clock.now().date() + timedelta(days=40)}", **SAID}
WHY = {"reason": "请写明原因"}
PROOF = Proof(
    samples={
        "requisitions:answer": _requisition,
        "requisitions:case": _requisition,
        "requisitions:moves": lambda scene: {"headcount_id": seats(scene.cast).pk},
        "requisitions:round": lambda scene: {"round_id": a_round(scene.cast).pk},
        "requisitions:step": _accepted,
    },
    lists={
        "requisitions:headcount": List("hr", seats),
        "requisitions:list": List("hr", a_requisition),
        "requisitions:moves": List("hr", a_move),
        "requisitions:round": List("hr", one_in_the_round),
        "requisitions:rounds": List("hr", another_round),
    },
    canaries=plant,
    calls={
        "requisition_request": Call(body={"positions": [POSITION]}, named=_asking, seen=False),
        "requisition_answer": Call(body={"positions": [POSITION]}),
        "requisition_accept": Call(),
        "requisition_take_note": Call(),
        "requisition_approve": Call(),
        "requisition_send_back": Call(body=WHY),
        "requisition_take_back": Call(),
        "requisition_refuse": Call(body=WHY),
        "requisition_withdraw": Call(body=WHY),
    },
    case=a_requisition,
    drilled=DRILLED,
)
