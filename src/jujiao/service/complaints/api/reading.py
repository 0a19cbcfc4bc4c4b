"""Reading complaints."""

from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import AfterValidator, Field

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, STORABLE, Filter, Id, storable
from jujiao.kernel.pages.keyset import Keyset
from jujiao.kernel.record.access import ViewerRequest
from jujiao.service.complaints.api.answers import RELATED, CaseAnswer, ComplaintAnswer, case_answer, complaint_answers
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import Complaint, Nature, State
from jujiao.service.complaints.queries import get_either, readable_by

Cursor = Annotated[str, Field(max_length=400, json_schema_extra=STORABLE), AfterValidator(storable)]


class ListAnswer(Schema):
    """`next` and `previous` are cursors for `after` and `before`; empty at either end."""

    items: list[ComplaintAnswer]
    next: str
    previous: str


class ListFilter(Filter):
    """What the list of complaints may be asked by."""

    after: Cursor = ""
    before: Cursor = ""
    state: State | None = None
    nature: Nature | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


@router.get(
    "/complaints",
    response={200: ListAnswer, **REFUSALS},
    operation_id="complaint_list",
    summary="The complaints that you may see, newest first",
)
def list_complaints(request: HttpRequest, asked: Query[ListFilter]) -> dict[str, Any]:
    viewer = cast(ViewerRequest, request).viewer
    found = readable_by(viewer).select_related(*RELATED)
    if asked.state is not None:
        found = found.filter(state=asked.state)
    if asked.nature is not None:
        found = found.filter(nature=asked.nature)
    page = Keyset(Complaint, ("-id",), asked.limit).slice(found, after=asked.after, before=asked.before)
    return {"items": complaint_answers(viewer, page.rows), "next": page.next, "previous": page.previous}


@router.get(
    "/complaints/{complaint_id}",
    response={200: CaseAnswer, **REFUSALS},
    operation_id="complaint_get",
    summary="One complaint",
)
def get_complaint(request: HttpRequest, complaint_id: Id) -> dict[str, Any]:
    viewer = cast(ViewerRequest, request).viewer
    return case_answer(get_either(viewer, complaint_id), viewer, clock.now())
