"""The inbox of whoever asks."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja import Query, Schema

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Cursors, Id, NoBody, Paged
from jujiao.kernel.pages.words import left_words
from jujiao.kernel.record.access import Viewer, ViewerRequest
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.api.router import router
from jujiao.notices.models import Notice
from jujiao.notices.operations import mark_read
from jujiao.notices.queries import WAITING, abouts, get_for, inbox_of, unread
from jujiao.notices.sentences import inside


class NoticeAnswer(Schema):
    """What you were told, in your language. `subject` and `subject_id` say of which case, "" and null for none;
    `waits`: you have not read it, and it still matters."""

    id: int
    at: datetime
    text: str
    subject: str
    subject_id: int | None
    number: str
    read_at: datetime | None
    waits: bool


class InboxAnswer(Cursors):
    """`unread`: of how many cases something waits."""

    items: list[NoticeAnswer]
    unread: int


class InboxFilter(Paged):
    """`waiting`: only what waits to be read."""

    waiting: bool = False


class ReadAnswer(Schema):
    """How many were marked as read."""

    count: int


@router.get(
    "/notices",
    response={200: InboxAnswer, **REFUSALS},
    operation_id="notice_list",
    summary="What you were told, newest first",
)
def list_notices(request: HttpRequest, asked: Query[InboxFilter]) -> dict[str, Any]:
    viewer, now = cast(ViewerRequest, request).viewer, clock.now()
    found = inbox_of(viewer)
    page = asked.page(found.filter(WAITING) if asked.waiting else found)
    about = abouts(viewer, page.rows)
    items = [_answer(each, about, now) for each in page.rows]
    return {"items": items, "unread": unread(viewer), "next": page.next, "previous": page.previous}


@router.post(
    "/notices/{notice_id}/read",
    response={200: ReadAnswer, **REFUSALS},
    operation_id="notice_read",
    summary="Mark a notice as read, with whatever else was told of its case",
)
def read_one(request: HttpRequest, notice_id: Id, given: NoBody) -> dict[str, int]:  # noqa: ARG001
    viewer = cast(ViewerRequest, request).viewer
    notice = get_for(viewer, notice_id)
    return _marked(viewer, notice_id=notice.pk, subject=notice.subject)


@router.post(
    "/notices/read",
    response={200: ReadAnswer, **REFUSALS},
    operation_id="notice_read_all",
    summary="Mark everything as read",
)
def read_all(request: HttpRequest, given: NoBody) -> dict[str, int]:  # noqa: ARG001
    return _marked(cast(ViewerRequest, request).viewer)


def _marked(viewer: Viewer, **narrowed: Any) -> dict[str, int]:
    return {"count": mark_read(user_id=viewer.user_id, now=clock.now(), **narrowed)}


def _answer(notice: Notice, about: dict[Subject, str], now: datetime) -> dict[str, Any]:
    words = about.get(notice.subject, "") if notice.subject else ""
    time = left_words(notice.due_at, now) if notice.due_at else ""
    return {
        "id": notice.pk,
        "at": notice.created_at,
        "text": inside(notice, about=words, time=time),
        "subject": notice.subject_kind,
        "subject_id": notice.subject_id,
        "number": str(notice.params.get("number", "")) if words else "",
        "read_at": notice.read_at,
        "waits": notice.waits,
    }
