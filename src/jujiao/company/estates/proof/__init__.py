"""What proves places and the people who live there."""

from functools import partial
from typing import Any

from jujiao.company.estates.models import Residency
from jujiao.company.estates.proof.canaries import plant
from jujiao.company.estates.proof.drilled import DRILLED
from jujiao.company.estates.proof.rows import a_building, a_change_of_number, a_further_number, a_room
from jujiao.testing.proofs import List, Proof, Sample, Scene

ROWS = {
    "estates:add_building": "estate_id",
    "estates:add_number": "person_id",
    "estates:add_room": "unit_id",
    "estates:add_unit": "building_id",
    "estates:building": "building_id",
    "estates:correct_person": "person_id",
    "estates:end_household": "household_id",
    "estates:move_in": "household_id",
    "estates:move_out": "residency_id",
    "estates:person": "person_id",
    "estates:rename_building": "building_id",
    "estates:rename_room": "room_id",
    "estates:rename_unit": "unit_id",
    "estates:reveal_phone": "person_id",
    "estates:room": "room_id",
    "estates:set_desk_phone": "estate_id",
    "estates:settle": "room_id",
}
"""Which row stands in each address."""


def _row(scene: Scene, *, argument: str) -> dict[str, Any]:
    cast = scene.cast
    found = {
        "building_id": cast.building.pk,
        "estate_id": cast.estate.pk,
        "household_id": cast.household.pk,
        "person_id": cast.resident.person.pk,
        "residency_id": Residency.objects.get(person=cast.resident.person).pk,
        "room_id": cast.empty_room.pk,
        "unit_id": cast.room.unit_id,
    }
    return {argument: found[argument]}


SAMPLES: dict[str, Sample] = {name: partial(_row, argument=argument) for name, argument in ROWS.items()}
SAMPLES |= {
    "estates:end_number": lambda scene: {"number_id": a_further_number(scene.cast).pk},
    "estates:confirm_number": lambda scene: {"person_id": a_change_of_number(scene.cast).person_id},
    "estates:phone_changed": lambda _scene: {"change_id": 1, "key": "used-up"},
}

PROOF = Proof(
    samples=SAMPLES,
    own=frozenset({"estates:phone_changed"}),
    canaries=plant,
    drilled=DRILLED,
    lists={
        "estates:building": List("clerk", a_room),
        "estates:people": List("clerk", a_room),
        "estates:room_list": List("clerk", a_room),
        "estates:rooms": List("clerk", a_building),
    },
)
