"""Every write of this app."""

from jujiao.company.estates.operations.calling import put_on_record
from jujiao.company.estates.operations.desks import set_desk_phone
from jujiao.company.estates.operations.households import (
    NewResident,
    UnableToMove,
    end_household,
    move_in,
    move_out,
    settle,
)
from jujiao.company.estates.operations.numbers import UnableToAddNumber, add_number, end_number
from jujiao.company.estates.operations.people import (
    UnableToCorrect,
    UnableToReveal,
    correct_person,
    reveal_phone,
)
from jujiao.company.estates.operations.phones import UnableToConfirm, answer_by_link, confirm_number
from jujiao.company.estates.operations.places import (
    UnableToName,
    add_building,
    add_room,
    add_unit,
    rename_building,
    rename_room,
    rename_unit,
)

__all__ = [
    "NewResident",
    "UnableToAddNumber",
    "UnableToConfirm",
    "UnableToCorrect",
    "UnableToMove",
    "UnableToName",
    "UnableToReveal",
    "add_building",
    "add_number",
    "add_room",
    "add_unit",
    "answer_by_link",
    "confirm_number",
    "correct_person",
    "end_household",
    "end_number",
    "move_in",
    "move_out",
    "put_on_record",
    "rename_building",
    "rename_room",
    "rename_unit",
    "reveal_phone",
    "set_desk_phone",
    "settle",
]
