"""Tables of requisitions (人员需求, 2.1.1) and of the headcount (编制) that comes of them."""

from jujiao.people.requisitions.models.headcount import Headcount, HeadcountMove, MoveKind
from jujiao.people.requisitions.models.requisition import (
    SUBJECT,
    Answer,
    Position,
    Requisition,
    RequisitionRound,
    State,
)

__all__ = [
    "SUBJECT",
    "Answer",
    "Headcount",
    "HeadcountMove",
    "MoveKind",
    "Position",
    "Requisition",
    "RequisitionRound",
    "State",
]
