"""Reading complaints, and what they are about."""

import re
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import BeforeValidator, Field

from jujiao.company.estates.named import estate
from jujiao.company.estates.searching import folded
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Cursors, Id, Instant, Kept, Line, Paged
from jujiao.kernel.record.access import ViewerRequest
from jujiao.service.complaints import look_ups, texts
from jujiao.service.complaints.api.answers import RELATED, CaseAnswer, ComplaintAnswer, case_answer, complaint_answers
from jujiao.service.complaints.api.narrowing import changed_since
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.category_words import suggested_category
from jujiao.service.complaints.models import Category, Nature, State
from jujiao.service.complaints.queries import get_either, readable_by
from jujiao.service.complaints.queries_owner import categories

WRITTEN = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def _written(moment: object) -> object:
    """A moment as RFC 3339 writes it: in an address, seconds since 1970 are no moment."""
    if not isinstance(moment, str) or WRITTEN.fullmatch(moment):
        return moment
    raise ValueError("write a moment with its zone, as 2026-03-11T10:00:00+08:00")


Moment = Annotated[Instant, BeforeValidator(_written)]


class ListAnswer(Cursors):
    items: list[ComplaintAnswer]


class ListFilter(Paged):
    """What the list of complaints may be asked by: `number` is that of one case, `estate` a code, `category` a code or
    a name; what names none of ours is refused. `changed_since` finds the cases to which something has happened since,
    at that moment or later; what happens is seen a little after its own moment, so ask from some minutes before your
    last look."""

    state: State | None = None
    nature: Nature | None = None
    number: Line = ""
    estate: Line = ""
    category: Line = ""
    changed_since: Moment | None = None


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
    if asked.number:
        found = found.filter(number=folded(asked.number).upper())
    if asked.estate:
        found = found.filter(estate=estate(viewer, asked.estate))
    if asked.category:
        found = found.filter(category=look_ups.category(asked.category, of_old=True))
    if asked.changed_since is not None:
        found = changed_since(found, viewer, asked.changed_since)
    page = asked.page(found)
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


class CategoryAnswer(Schema):
    """`active` ones may be named when registering; the others are those of older cases."""

    code: str
    name_zh: str
    name_en: str
    department_kind: str = Field(description="the kind of department that answers for it")
    active: bool


@router.get(
    "/categories",
    response={200: list[CategoryAnswer], **REFUSALS},
    operation_id="complaint_categories",
    summary="What complaints are about",
)
def list_categories(request: HttpRequest) -> Any:  # noqa: ARG001
    return Category.objects.all()


class Words(Body):
    text: Annotated[str, Kept(texts.COMPLAINT)]


@router.post(
    "/categories/guess",
    response={200: CategoryAnswer, 204: None, **REFUSALS},
    operation_id="complaint_guess_category",
    summary="What a complaint in these words is probably about, or nothing (204)",
)
def guess_category(request: HttpRequest, given: Words) -> Any:  # noqa: ARG001
    """The words stand in the body: what somebody complains of belongs in no address."""
    code = suggested_category(given.text)
    likely = categories().filter(code=code).first() if code else None
    return likely or Status(204, None)
