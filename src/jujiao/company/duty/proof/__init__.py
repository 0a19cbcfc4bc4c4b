"""What proves duties."""

from typing import Any

from jujiao.company.duty.proof.canaries import plant
from jujiao.company.duty.proof.drilled import DRILLED
from jujiao.company.duty.proof.rows import a_duty_post, maker
from jujiao.testing.cast import Cast
from jujiao.testing.proofs import Call, List, Proof, Scene


def _post(scene: Scene) -> dict[str, Any]:
    return {"duty_post_id": a_duty_post(scene.cast).pk}


def _employee(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.cast.engineer.employee.pk}


def _own(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.member.works_as.pk if scene.member.works_as else 1}


def _to_cover(cast: Cast, _row: Any) -> dict[str, Any]:
    return {"duty_post_id": a_duty_post(cast).pk}


PROOF = Proof(
    samples={
        "duty:bar": _employee,
        "duty:cancel": lambda scene: {"duty_id": maker(scene.cast).duty().pk},
        "duty:change_post": _post,
        "duty:control": _own,
        "duty:end_bar": lambda scene: {"bar_id": maker(scene.cast).bar().pk},
        "duty:end_leave": lambda scene: {"leave_id": maker(scene.cast).leave().pk},
        "duty:of_employee": _employee,
        "duty:plan": _post,
        "duty:sign_off_for": lambda scene: {"attendance_id": maker(scene.cast).attendance().pk},
        "duty:take_leave": _employee,
    },
    own=frozenset({"duty:control"}),
    lists={"duty:posts": List("clerk", a_duty_post)},
    canaries=plant,
    calls={
        "duty_sign_on": Call(named=_to_cover, seen=False),
        "duty_sign_off": Call(seen=False),
    },
    drilled=DRILLED,
)
