"""3.1.3: an owner writes to the desk from an app of their own, reads what is promised, and what they are answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from jujiao.company.estates import named
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Attachment
from jujiao.kernel.pages.api import REFUSALS, Body, Cursors, Id, Kept, Line, NoBody, Paged
from jujiao.kernel.pages.api_files import FileAnswer, described, file_answer, files_of, takes_files, with_files
from jujiao.kernel.pages.api_once import Key, at_most_once
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.kernel.record.attachments.keeping import sent_with
from jujiao.service.conversations.api.router import router
from jujiao.service.conversations.models import Conversation, Direction, Message, Way
from jujiao.service.conversations.operations.reading import read
from jujiao.service.conversations.operations.writing import WORDS, write
from jujiao.service.conversations.queries import (
    estates_to_write_to,
    get_own_conversation,
    own_conversations,
    own_messages,
)


class OwnConversationAnswer(Schema):
    """Your conversation with the desk of an estate. Since `waiting_since` something that you wrote has no answer yet,
    which is promised until `due_at`; `ended_at`: the desk has ended it, and another message goes on with it. `unread`:
    something is newer than what you have read."""

    id: int
    estate: str
    estate_name: str
    round: int
    last_text: str
    last_at: datetime
    waiting_since: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    unread: bool


class OwnConversationsAnswer(Schema):
    """`may_write_to`: the codes of the estates to whose desks you can write."""

    items: list[OwnConversationAnswer]
    may_write_to: list[str]


class OwnMessageAnswer(Schema):
    """A message: `direction` is incoming from you, outgoing to you, news of what happened. `who` answered you. A place
    has degrees. `case_kind` and `case_id` name a case that was made of the conversation."""

    id: int
    conversation_id: int
    at: datetime
    direction: str
    content: str
    text: str
    latitude: float | None
    longitude: float | None
    who: str
    case_kind: str
    case_id: int | None
    files: list[FileAnswer]


class OwnMessagesAnswer(Cursors):
    items: list[OwnMessageAnswer]


class WrittenAnswer(Schema):
    """What was taken, and how the conversation stands by it: `due_at` is by when an answer is promised."""

    message: OwnMessageAnswer
    conversation: OwnConversationAnswer


class NewMessage(Body):
    """To the desk of an `estate`, by its code: a text, photos and voice, a place in degrees, or any of these."""

    estate: Line
    text: Annotated[str, Kept(WORDS)] = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


@router.get(
    "/my/conversations",
    response={200: OwnConversationsAnswer, **REFUSALS},
    operation_id="conversation_own_list",
    summary="Your conversations, the latest first",
)
def list_own(request: HttpRequest) -> dict[str, Any]:
    viewer = _owner(request)
    return {
        "items": [_conversation(each) for each in own_conversations(viewer)],
        "may_write_to": [each.code for each in estates_to_write_to(viewer, clock.now())],
    }


@router.get(
    "/my/conversations/{conversation_id}",
    response={200: OwnConversationAnswer, **REFUSALS},
    operation_id="conversation_own_get",
    summary="How one of your conversations stands",
)
def get_own(request: HttpRequest, conversation_id: Id) -> dict[str, Any]:
    return _conversation(get_own_conversation(_owner(request), conversation_id))


@router.get(
    "/my/conversations/{conversation_id}/messages",
    response={200: OwnMessagesAnswer, **REFUSALS},
    operation_id="conversation_own_messages",
    summary="What was written in one of your conversations, newest first",
)
def list_messages(request: HttpRequest, conversation_id: Id, asked: Query[Paged]) -> dict[str, Any]:
    viewer = _owner(request)
    page = asked.page(own_messages(viewer, get_own_conversation(viewer, conversation_id)))
    return {"items": _messages(page.rows), "next": page.next, "previous": page.previous}


@router.post(
    "/my/conversations/{conversation_id}/read",
    response={204: None, **REFUSALS},
    operation_id="conversation_own_read",
    summary="Say that you have read what is there: nobody need tell you of it by text message",
)
def say_read(request: HttpRequest, conversation_id: Id, given: NoBody) -> Status[None]:  # noqa: ARG001
    viewer = _owner(request)
    read(conversation=get_own_conversation(viewer, conversation_id), actor=viewer, now=clock.now())
    return Status(204, None)


@router.post(
    "/my/messages",
    response={201: WrittenAnswer, **REFUSALS},
    operation_id="conversation_own_write",
    summary="Write to the desk",
    openapi_extra=described("NewMessage"),
)
@takes_files
def write_message(
    request: HttpRequest, given: Annotated[NewMessage, with_files()], idempotency_key: Key = None
) -> Status[dict[str, Any]]:
    """With `Idempotency-Key` a repeated request writes nothing more; another body under it is refused (422)."""
    viewer, now = _owner(request), clock.now()
    estate, files = named.estate(viewer, given.estate, Role.OWNER), files_of(request)
    said = {name: getattr(given, name) for name in ("text", "latitude", "longitude")}

    def do() -> tuple[int, dict[str, Any]]:
        message = write(estate=estate, files=files, way=Way.API, actor=viewer, now=now, **said)
        return 201, {"message": message.pk, "conversation": message.conversation_id}

    status, taken = at_most_once("write", idempotency_key, do, viewer=viewer, given=given, files=files, now=now)
    conversation = get_own_conversation(viewer, taken["conversation"])
    (message,) = _messages(own_messages(viewer, conversation).filter(pk=taken["message"]))
    return Status(status, {"message": message, "conversation": _conversation(conversation)})


def _owner(request: HttpRequest) -> Viewer:
    """The viewer, who lives or lived here; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(Role.OWNER):
        raise Http404
    return viewer


def _conversation(conversation: Conversation) -> dict[str, Any]:
    names = ("id", "round", "last_text", "last_at", "waiting_since", "due_at", "ended_at")
    return {
        **{name: getattr(conversation, name) for name in names},
        "estate": conversation.estate.code,
        "estate_name": conversation.estate.name,
        "unread": conversation.read_at is None or conversation.read_at < conversation.last_at,
    }


def _messages(messages: Iterable[Message]) -> list[dict[str, Any]]:
    rows = list(messages)
    files = sent_with([each.entry_id for each in rows if each.entry_id is not None])
    return [_message(each, files.get(each.entry_id or 0, [])) for each in rows]


def _message(message: Message, files: Iterable[Attachment]) -> dict[str, Any]:
    names = (
        "id", "conversation_id", "at", "direction", "content", "text", "latitude", "longitude", "case_kind", "case_id",
    )  # fmt: skip
    writer = message.written_by if message.direction == Direction.OUTGOING else None
    return {
        **{name: getattr(message, name) for name in names},
        "who": writer.name if writer else "",
        "files": [file_answer(each) for each in files],
    }
