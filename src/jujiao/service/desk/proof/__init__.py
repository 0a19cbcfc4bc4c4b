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
    """Of the department of whoever asks; of the desk for who works in none that covers posts."""
    cast, own = scene.cast, scene.member.viewer.department_ids(Role.MEMBER, Role.HEAD)
    found = next((each for each in (cast.engineering, cast.security, cast.cleaning) if each.pk in own), None)
    return Maker(found or cast.customer_service, NOW)


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
        "desk:add_thing": _post,
        "desk:at_home": _own,
        "desk:change_thing": lambda scene: {"thing_id": _make(scene).thing().pk},
        "desk:duty": lambda scene: {"duty_id": maker(scene.cast).duties.duty().pk},
        "desk:gap": lambda scene: {"gap_id": maker(scene.cast).gap().pk},
        "desk:hand_over": _own_attendance,
        "desk:handover": _handover,
        "desk:month": lambda scene: {"month_id": maker(scene.cast).month().pk},
        "desk:settle": _visit,
        "desk:take": _handover,
        "desk:things": _post,
        "desk:visit": _visit,
    },
    own=frozenset({"desk:at_home", "desk:hand_over"}),
    lists={"desk:visits": List("clerk", a_visit), "desk:handovers": List("clerk", a_handover)},
    canaries=plant,
    drilled=DRILLED,
)
