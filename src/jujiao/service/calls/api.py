"""Calls for other systems: read them, and type one in of which no exchange tells."""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from jujiao.company.accounts.api_fields import Phone
from jujiao.company.estates import named
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Cursors, Id, Instant, Kept, Line, Paged
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.service.calls.lists import number_shown
from jujiao.service.calls.models import Call, Direction, Verdict
from jujiao.service.calls.operations.typing_in import WORDS, type_in
from jujiao.service.calls.permissions import ANSWERS, SEES_CALLS
from jujiao.service.calls.queries import get_call_for, with_people
from jujiao.service.calls.queries_calls import calls_for

router = Router()


class CallAnswer(Schema):
    """A call; its number is masked. `ring_seconds` is from the first ring at the desk to the answer, no longer than
    the truth where `grade` is upper_bound. `settled`: its verdict is measured, and stays."""

    id: int
    estate: str
    direction: str
    number: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ring_seconds: float | None
    verdict: str
    grade: str
    answered_by: str = Field(description="the staff number of who answered, empty where nobody is known")
    settled: bool
    version: int


class CallsAnswer(Cursors):
    items: list[CallAnswer]


class CallFilter(Paged):
    """`estate` is the code of one where you read of calls; by default all of them."""

    estate: Line = ""
    verdict: Verdict | None = None


class NewCall(Body):
    """A call of which no exchange tells: it is marked, and never counts in the rate. `number` is left out where it was
    hidden; `answered` is whether somebody spoke with them."""

    estate: Line
    began_at: Instant
    answered: bool
    direction: Direction = Direction.INCOMING
    number: Phone = ""
    text: Annotated[str, Kept(WORDS)] = ""


@router.get(
    "/calls", response={200: CallsAnswer, **REFUSALS}, operation_id="call_list", summary="The calls, newest first"
)
def list_calls(request: HttpRequest, asked: Query[CallFilter]) -> dict[str, Any]:
    viewer = _one_of(request, *SEES_CALLS)
    found = with_people(calls_for(viewer))
    if asked.estate:
        found = found.filter(estate=named.estate(viewer, asked.estate, *SEES_CALLS))
    if asked.verdict is not None:
        found = found.filter(verdict=asked.verdict)
    page = asked.page(found, "-began_at", "-id")
    return {"items": [_answer(each) for each in page.rows], "next": page.next, "previous": page.previous}


@router.get("/calls/{call_id}", response={200: CallAnswer, **REFUSALS}, operation_id="call_get", summary="One call")
def get_call(request: HttpRequest, call_id: Id) -> dict[str, Any]:
    return _answer(get_call_for(_one_of(request, *SEES_CALLS), call_id))


@router.post("/calls", response={201: CallAnswer, **REFUSALS}, operation_id="call_type_in", summary="Type a call in")
def type_call_in(request: HttpRequest, given: NewCall) -> tuple[int, dict[str, Any]]:
    viewer = _one_of(request, *ANSWERS)
    call = type_in(
        estate=named.estate(viewer, given.estate, *ANSWERS),
        direction=given.direction,
        number=given.number,
        began_at=given.began_at.astimezone(UTC),
        answered=given.answered,
        text=given.text,
        actor=viewer,
        now=clock.now(),
    )
    return 201, _answer(call)


def _one_of(request: HttpRequest, *roles: Role) -> Viewer:
    """The viewer, who holds one of the roles; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(*roles):
        raise Http404
    return viewer


def _answer(call: Call) -> dict[str, Any]:
    return {
        "id": call.pk,
        "estate": call.estate.code,
        "direction": call.direction,
        "number": number_shown(call),
        "began_at": call.began_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "ring_seconds": call.ring_seconds,
        "verdict": call.verdict,
        "grade": call.grade,
        "answered_by": call.answered_by.number if call.answered_by else "",
        "settled": call.settled_at is not None,
        "version": call.version,
    }
