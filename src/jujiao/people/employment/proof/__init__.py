"""What proves files and papers."""

from typing import Any

from jujiao.company.staff.models import Employee
from jujiao.people.employment.proof.canaries import plant
from jujiao.people.employment.proof.drilled import DRILLED
from jujiao.people.employment.proof.rows import a_bar, a_contract, a_credential, a_spell, to_verify
from jujiao.testing.proofs import List, Proof, Scene


def _employee(scene: Scene) -> dict[str, Any]:
    return {"employee_id": scene.cast.engineer.employee.pk}


def _estate(scene: Scene) -> dict[str, Any]:
    return {"estate_id": scene.cast.estate.pk}


def _asking(scene: Scene) -> Employee:
    """Whoever asks, or somebody whom owners must not know anything of."""
    return scene.member.works_as or scene.cast.engineer.employee


def _own_credential(scene: Scene) -> dict[str, Any]:
    """A paper of whoever asks: everybody is led to their own file."""
    return {"credential_id": a_credential(_asking(scene)).pk}


def _own_post(scene: Scene) -> dict[str, Any]:
    return {"post_id": _asking(scene).assignments.earliest("pk").pk}


PROOF = Proof(
    samples={
        "employment:add_bar": _employee,
        "employment:add_contract": lambda scene: {"spell_id": a_spell(scene.cast).pk},
        "employment:change_contract": lambda scene: {"contract_id": a_contract(scene.cast).pk},
        "employment:change_form": lambda scene: {"spell_id": a_spell(scene.cast).pk},
        "employment:credential": _own_credential,
        "employment:file": _employee,
        "employment:keep": _employee,
        "employment:of_employee": _employee,
        "employment:posting": _own_post,
        "employment:record": _employee,
        "employment:reveal_identity": _employee,
        "employment:revoke": lambda scene: {"credential_id": to_verify(scene.cast).pk},
        "employment:roll": _estate,
        "employment:strike_bar": lambda scene: {"bar_id": a_bar(scene.cast).pk},
        "employment:verify": lambda scene: {"credential_id": to_verify(scene.cast).pk},
        "employment:whole_roll": _estate,
    },
    lists={"employment:credentials": List("hr", to_verify)},
    canaries=plant,
    drilled=DRILLED,
)
