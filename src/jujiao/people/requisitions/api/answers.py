"""What the API says of a requisition."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Schema

from jujiao.kernel.record.access import Viewer
from jujiao.people.requisitions.models import Headcount, Requisition, RequisitionRound
from jujiao.people.requisitions.operations.deciding import positions_of
from jujiao.people.requisitions.web.case import rows_of


class RequisitionAnswer(Schema):
    """A requisition as a list shows it. Send `version` back with the next step; `none` is null without an answer."""

    id: int
    number: str
    estate: str
    department_id: int
    department: str
    state: str
    round: int
    asked_in: str
    asked_at: datetime | None
    next_due_at: datetime | None
    none: bool | None
    reason: str
    version: int


class PositionAnswer(Schema):
    id: int
    post_id: int | None
    name: str
    number: int
    duties: str
    skills: str
    experience: str
    reason: str
    needed_by: date


class RequisitionEntryAnswer(Schema):
    seq: int
    verb: str
    at: datetime
    who: str
    text: str


class WholeRequisition(RequisitionAnswer):
    positions: list[PositionAnswer]
    timeline: list[RequisitionEntryAnswer]


class RoundAnswer(Schema):
    id: int
    name: str
    starts_on: date
    ends_on: date
    opens_at: datetime
    opened_at: datetime


class HeadcountAnswer(Schema):
    """The seats of a post in a department; `open` are those for which people are wanted."""

    id: int
    estate: str
    department_id: int
    department: str
    post_id: int
    post: str
    approved: int
    reduced: int
    reserved: int
    filled: int
    open: int


OWN = ("id", "number", "department_id", "state", "round", "asked_at", "next_due_at", "none", "reason", "version")
POSITION = tuple(PositionAnswer.model_fields)
ROUND = tuple(RoundAnswer.model_fields)
SEATS = ("id", "department_id", "post_id", "approved", "reduced", "reserved", "filled")


def answer_of(requisition: Requisition) -> dict[str, Any]:
    return {
        **_columns(requisition, OWN),
        "estate": requisition.estate.code,
        "department": requisition.department.name,
        "asked_in": str(requisition.asked_in or ""),
    }


def whole_of(requisition: Requisition, _viewer: Viewer, _now: datetime) -> dict[str, Any]:
    positions = positions_of(requisition) if requisition.standing else []
    rows = rows_of(requisition)
    return {
        **answer_of(requisition),
        "positions": [_columns(one, POSITION) for one in positions],
        "timeline": [{**_columns(row, ("seq", "verb", "at", "text")), "who": row.actor_name} for row in rows],
    }


def round_of(opened: RequisitionRound) -> dict[str, Any]:
    return _columns(opened, ROUND)


def seats_of(seats: Headcount) -> dict[str, Any]:
    return {
        **_columns(seats, SEATS),
        "estate": seats.department.estate.code,
        "department": seats.department.name,
        "post": seats.post.code,
        "open": seats.balance.open,
    }


def _columns(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
