"""Why a promise falls due when it does, for an app of whom it was made to."""

from datetime import date, datetime
from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from jujiao.company.calendar.explain import explain
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Id
from jujiao.kernel.record.access import ViewerRequest
from jujiao.promises.queries import due_of, get_for
from jujiao.promises.web import sentence_of, source_of

router = Router()


class DayAnswer(Schema):
    """One local date: whether it counted, and why."""

    day: date
    counted: bool
    why: str


class WhyAnswer(Schema):
    """`provisional`: a calendar is missing, so the day may still move."""

    due_at: datetime
    provisional: bool
    sentence: str
    source: str
    days: list[DayAnswer]


@router.get(
    "/promises/{promise_id}/why",
    response={200: WhyAnswer, **REFUSALS},
    operation_id="promise_why",
    summary="Why a promise to you falls due when it does, day by day",
)
def get_why(request: HttpRequest, promise_id: Id) -> dict[str, Any]:
    viewer = cast(ViewerRequest, request).viewer
    promise = get_for(viewer, promise_id, clock.now())
    if promise.owed_to_kind != "person" or promise.owed_to_id not in viewer.own_people:
        raise Http404
    due = due_of(promise)
    return {
        "due_at": promise.due_at,
        "provisional": promise.provisional,
        "sentence": sentence_of(due),
        "source": source_of(promise),
        "days": [{"day": day.day, "counted": day.counted, "why": str(day.why)} for day in explain(due)] if due else [],
    }
