"""What proves the desk."""

from typing import Any

from jujiao.company.duty.models import Attendance
from jujiao.kernel.record.access import Role
from jujiao.service.desk.proof.canaries import plant
from jujiao.service.desk.proof.drilled import DRILLED
from jujiao.service.desk.proof.rows import Maker, a_handover, a_visit, maker
from jujiao.testing.cast import NOW
from jujiao.testing.proofs import List, Proof, Scene


def _visit(scene: Scene) -> dict[str, Any]:
    return {"visit_id": a_visit(scene.cast).pk}


def _make(scene: Scene) -> Maker:
    """Of the engineers where one of them asks, else of the desk."""
    cast, own = scene.cast, scene.member.viewer.department_ids(Role.MEMBER, Role.HEAD)
    return Maker(cast.engineering if cast.engineering.pk in own else cast.customer_service, NOW)


def _handover(scene: Scene) -> dict[str, Any]:
    return {"handover_id": _make(scene).handover().pk}


def _own_attendance(scene: Scene) -> dict[str, Any]:
    """A duty of whoever asks, or of somebody whom owners know nothing of."""
    own = Attendance.objects.filter(employee=scene.member.works_as).first() if scene.member.works_as else None
    attendance = own or maker(scene.cast).attendance()
    if own is None and scene.member.works_as:
        attendance.employee = scene.member.works_as
        attendance.save(update_fields=["employee"])
    return {"attendance_id": attendance.pk}


def _post(scene: Scene) -> dict[str, Any]:
    return {"duty_post_id": _make(scene).duties.post().pk}


def _own(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.member.works_as.pk if scene.member.works_as else 1}


PROOF = Proof(
    samples={
        "reception:add_thing": _post,
        "reception:at_home": _own,
        "reception:change_thing": lambda scene: {"thing_id": _make(scene).thing().pk},
        "reception:duty": lambda scene: {"duty_id": maker(scene.cast).duties.duty().pk},
        "reception:gap": lambda scene: {"gap_id": maker(scene.cast).gap().pk},
        "reception:hand_over": _own_attendance,
        "reception:handover": _handover,
        "reception:month": lambda scene: {"month_id": maker(scene.cast).month().pk},
        "reception:of_room": lambda scene: {"room_id": scene.cast.room.pk},
        "reception:settle": _visit,
        "reception:take": _handover,
        "reception:things": _post,
        "reception:visit": _visit,
    },
    own=frozenset({"reception:at_home", "reception:hand_over"}),
    lists={"reception:visits": List("clerk", a_visit), "reception:handovers": List("clerk", a_handover)},
    canaries=plant,
    drilled=DRILLED,
)
