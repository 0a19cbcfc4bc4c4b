"""Reading requisitions, rounds and the headcount."""

from collections.abc import Callable
from typing import Annotated, Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query
from pydantic import WithJsonSchema

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Cursors, Id, Paged, UnknownValue
from jujiao.kernel.record.access import STAFF, ViewerRequest
from jujiao.people.requisitions.api.answers import (
    HeadcountAnswer,
    RequisitionAnswer,
    RoundAnswer,
    WholeRequisition,
    answer_of,
    round_of,
    seats_of,
    whole_of,
)
from jujiao.people.requisitions.api.router import router
from jujiao.people.requisitions.models import State
from jujiao.people.requisitions.queries import departments_of, get_for, headcounts_for, rounds_for, visible_to

Stage = Annotated[State, WithJsonSchema({"type": "string", "enum": [*State.values]})]
"""By its values alone: the description has one name for each kind, and another chapter's has this one."""


class RequisitionFilter(Paged):
    state: Stage | None = None
    department_id: Id | None = None


class Requisitions(Cursors):
    items: list[RequisitionAnswer]


class Rounds(Cursors):
    items: list[RoundAnswer]


class Headcounts(Cursors):
    items: list[HeadcountAnswer]


@router.get(
    "/requisitions",
    response={200: Requisitions, **REFUSALS},
    operation_id="requisition_list",
    summary="The requisitions that you may see, newest first",
)
def list_requisitions(request: HttpRequest, asked: Query[RequisitionFilter]) -> dict[str, Any]:
    viewer = cast(ViewerRequest, request).viewer
    found = visible_to(viewer)
    if asked.state is not None:
        found = found.filter(state=asked.state)
    if asked.department_id is not None:
        if not departments_of(viewer, *STAFF).filter(pk=asked.department_id).exists():
            raise UnknownValue("department_id", asked.department_id)
        found = found.filter(department=asked.department_id)
    return _page(found, asked, answer_of)


@router.get(
    "/requisitions/rounds",
    response={200: Rounds, **REFUSALS},
    operation_id="requisition_rounds",
    summary="The rounds in which departments were asked, newest first",
)
def list_rounds(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    return _page(rounds_for(cast(ViewerRequest, request).viewer), asked, round_of)


@router.get(
    "/requisitions/headcount",
    response={200: Headcounts, **REFUSALS},
    operation_id="requisition_headcount",
    summary="How many seats of each post the departments that you may see have",
)
def list_headcount(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    return _page(headcounts_for(cast(ViewerRequest, request).viewer), asked, seats_of)


@router.get(
    "/requisitions/{requisition_id}",
    response={200: WholeRequisition, **REFUSALS},
    operation_id="requisition_get",
    summary="One requisition",
)
def get_requisition(request: HttpRequest, requisition_id: Id) -> dict[str, Any]:
    viewer = cast(ViewerRequest, request).viewer
    return whole_of(get_for(viewer, requisition_id), viewer, clock.now())


def _page(rows: QuerySet[Any], asked: Paged, said: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    page = asked.page(rows)
    return {"items": [said(row) for row in page.rows], "next": page.next, "previous": page.previous}
