"""What proves the complaints."""

from typing import Any

from jujiao.service.complaints.operations import resolve, withdraw
from jujiao.service.complaints.proof.calls import CALLS, dispatched
from jujiao.service.complaints.proof.canaries import plant
from jujiao.service.complaints.proof.drilled import DRILLED
from jujiao.service.complaints.web.several import ASSIGNS
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint, attached_to
from jujiao.testing.proofs import List, Proof, Scene


def _complaint(scene: Scene) -> dict[str, Any]:
    return {"complaint_id": a_complaint(scene.cast).pk}


def _photo(scene: Scene) -> dict[str, Any]:
    complaint = a_complaint(scene.cast)
    return {"complaint_id": complaint.pk, "photo_id": attached_to(complaint)[0].pk}


def _for_several(scene: Scene) -> dict[str, Any]:
    """A step on several that the person may take somewhere."""
    return {"verb": "assign" if scene.member.viewer.has(*ASSIGNS) else "dispatch"}


def complaints_of_the_resident(cast: Cast) -> None:
    """One more open complaint, and one more that is closed."""
    a_complaint(cast)
    withdrawn = a_complaint(cast)
    withdraw(actor=cast.resident.viewer, now=NOW, complaint_id=withdrawn.pk, version=None)


def a_finished_complaint(cast: Cast) -> None:
    """One more complaint that is done and waits for its follow-up."""
    complaint = a_complaint(cast)
    step: dict[str, Any] = {"complaint_id": complaint.pk, "version": None, "now": NOW}
    resolve(actor=cast.engineer.viewer, text="已修好", channel="phone", **step)


PROOF = Proof(
    samples={
        "complaints:case": _complaint,
        "complaints:of_person": lambda scene: {"person_id": scene.cast.resident.person.pk},
        "complaints:of_room": lambda scene: {"room_id": scene.cast.room.pk},
        "complaints:photo": _photo,
        "complaints:registered": _complaint,
        "complaints:reveal": _complaint,
        "complaints:several": _for_several,
        "complaints:sheet": _complaint,
        "complaints:step": lambda scene: {**_complaint(scene), "verb": "note"},
        "complaints:thumbnail": _photo,
        "complaints_owner:add": _complaint,
        "complaints_owner:case": _complaint,
        "complaints_owner:come_back": _complaint,
        "complaints_owner:photo": _photo,
        "complaints_owner:promised": _complaint,
        "complaints_owner:rate": _complaint,
        "complaints_owner:urge": _complaint,
        "complaints_owner:withdraw": _complaint,
    },
    lists={
        "complaints:board": List("clerk", a_complaint),
        "complaints:follow_ups": List("clerk", a_finished_complaint),
        "complaints:in_hand": List("head_of_engineering", a_complaint),
        "complaints:queue": List("clerk", a_complaint),
        "complaints_owner:cases": List("resident", complaints_of_the_resident),
    },
    canaries=plant,
    calls=CALLS,
    drilled=DRILLED,
    case=dispatched,
)
