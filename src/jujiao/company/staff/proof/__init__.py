"""What proves employees, their posts and the workbooks."""

from typing import Any

from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.proof.canaries import plant
from jujiao.company.staff.proof.drilled import DRILLED
from jujiao.company.staff.proof.rows import a_department, a_deputy, a_post, an_employee, an_export, an_upload
from jujiao.testing.cast import OPENED
from jujiao.testing.proofs import List, Proof, Scene


def _employee(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.cast.engineer.employee.pk}


def _gone(scene: Scene) -> dict[str, Any]:
    """The engineer, who has left."""
    Employee.objects.filter(pk=scene.cast.engineer.employee.pk, left_on=None).update(left_on=OPENED)
    return _employee(scene)


def _estate(scene: Scene) -> dict[str, Any]:
    return {"estate_id": scene.cast.estate.pk}


def _post(scene: Scene) -> dict[str, Any]:
    return {"post_id": Assignment.objects.get(employee=scene.cast.engineer.employee).pk}


PROOF = Proof(
    samples={
        "staff:appoint": _employee,
        "staff:ask_for_export": _estate,
        "staff:assign": _employee,
        "staff:change_post": lambda scene: {"company_post_id": a_post(scene.cast).pk},
        "staff:come_back": _gone,
        "staff:correct_leaving": _gone,
        "staff:decide_export": lambda scene: an_export(scene.cast, scene.member),
        "staff:edit": _employee,
        "staff:employee": _employee,
        "staff:end_deputy": lambda scene: a_deputy(scene.cast),
        "staff:end_post": _post,
        "staff:leave": _employee,
        "staff:make_primary": _post,
        "staff:match": lambda scene: an_upload(scene.cast, scene.member),
        "staff:password_link": _employee,
        "staff:reset_second_factor": _employee,
        "staff:reveal_phone": _employee,
        "staff:take_export": lambda scene: an_export(scene.cast, scene.member),
        "staff:take_over": lambda scene: an_upload(scene.cast, scene.member),
        "staff:upload": lambda scene: an_upload(scene.cast, scene.member),
        "staff:workbook": _estate,
    },
    canaries=plant,
    drilled=DRILLED,
    lists={
        "staff:departments": List("clerk", a_department),
        "staff:employees": List("clerk", an_employee),
        "staff:posts": List("clerk", a_post),
    },
)
