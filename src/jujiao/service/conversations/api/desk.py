"""3.1.3: conversations for the desk's other systems: read them, answer, note, take, give back, end."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from jujiao.company.estates import named
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Attachment
from jujiao.kernel.pages.api import REFUSALS, Body, Cursors, Id, Kept, Line, Paged, Version
from jujiao.kernel.pages.api_files import FileAnswer, file_answer
from jujiao.kernel.pages.api_once import Key, at_most_once
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.kernel.record.attachments.keeping import sent_with
from jujiao.rules.privacy import mask_name
from jujiao.service.conversations.api.router import router
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.answering import ANSWER, NOTE, answer, note_down
from jujiao.service.conversations.operations.ending import end
from jujiao.service.conversations.operations.taking import give_back, take
from jujiao.service.conversations.permissions import ANSWERS, NAMES, SEES
from jujiao.service.conversations.queries import (
    conversations_for,
    get_conversation_for,
    messages_for,
    with_people,
)


class ConversationAnswer(Schema):
    """A conversation of the desk. `who` wrote, "" where nobody knows who that is; `way` is by what they wrote last.
    Since `waiting_since` something has no answer that a way has accepted, which is promised until `due_at`."""

    id: int
    estate: str
    who: str
    way: str
    taken_by: str = Field(description="the staff number of who has it in hand, empty where nobody has")
    round: int
    last_text: str
    last_at: datetime
    waiting_since: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    version: int


class ConversationsAnswer(Cursors):
    items: list[ConversationAnswer]


class MessageAnswer(Schema):
    """A message: `direction` is incoming from the owner, outgoing to them, note among colleagues. `accepted_at` is when
    a way took an answer, `accepted_by` which; both are empty as long as none has."""

    id: int
    at: datetime
    direction: str
    content: str
    text: str
    latitude: float | None
    longitude: float | None
    way: str
    who: str
    accepted_at: datetime | None
    accepted_by: str
    case_kind: str
    case_id: int | None
    files: list[FileAnswer]


class MessagesAnswer(Cursors):
    items: list[MessageAnswer]


class ConversationFilter(Paged):
    """`estate` is the code of one where you read conversations; `waiting`: something in it has no answer."""

    estate: Line = ""
    waiting: bool = False


class NewAnswer(Body):
    """What the owner is answered, by who has seen the conversation at that version."""

    text: Annotated[str, Kept(ANSWER)]
    version: Version


class NewNote(Body):
    """What colleagues should know."""

    text: Annotated[str, Kept(NOTE)]


class Seen(Body):
    """The version of the conversation that was looked at."""

    version: Version


@router.get(
    "/conversations",
    response={200: ConversationsAnswer, **REFUSALS},
    operation_id="conversation_list",
    summary="The conversations, the latest first",
)
def list_conversations(request: HttpRequest, asked: Query[ConversationFilter]) -> dict[str, Any]:
    viewer = _one_of(request, *SEES)
    found = with_people(conversations_for(viewer))
    if asked.estate:
        found = found.filter(estate=named.estate(viewer, asked.estate, *SEES))
    if asked.waiting:
        found = found.filter(waiting_since__isnull=False)
    page = asked.page(found, "-last_at", "-id")
    return {"items": [_answer(viewer, each) for each in page.rows], "next": page.next, "previous": page.previous}


@router.get(
    "/conversations/{conversation_id}",
    response={200: ConversationAnswer, **REFUSALS},
    operation_id="conversation_get",
    summary="One conversation",
)
def get_conversation(request: HttpRequest, conversation_id: Id) -> dict[str, Any]:
    viewer = _one_of(request, *SEES)
    return _answer(viewer, get_conversation_for(viewer, conversation_id))


@router.get(
    "/conversations/{conversation_id}/messages",
    response={200: MessagesAnswer, **REFUSALS},
    operation_id="conversation_messages",
    summary="What was written in a conversation, newest first",
)
def list_messages(request: HttpRequest, conversation_id: Id, asked: Query[Paged]) -> dict[str, Any]:
    viewer = _one_of(request, *SEES)
    conversation = get_conversation_for(viewer, conversation_id)
    page = asked.page(messages_for(viewer, conversation))
    items = _messages(viewer, conversation, page.rows)
    return {"items": items, "next": page.next, "previous": page.previous}


@router.post(
    "/conversations/{conversation_id}/answers",
    response={201: MessageAnswer, **REFUSALS},
    operation_id="conversation_answer",
    summary="Answer the owner",
)
def answer_owner(
    request: HttpRequest, conversation_id: Id, given: NewAnswer, idempotency_key: Key = None
) -> tuple[int, dict[str, Any]]:
    """By the way by which they wrote last, and by others where that does not take it. A conflict (409) says what
    somebody else has answered since, and nothing is sent. With `Idempotency-Key` a repeated request sends nothing
    more."""
    viewer, now = _one_of(request, *ANSWERS), clock.now()
    row = get_conversation_for(viewer, conversation_id)

    def do() -> tuple[int, dict[str, Any]]:
        sent = answer(conversation=row, text=given.text, version=given.version, actor=viewer, now=now)
        return 201, {"message": sent.pk}

    scope = f"answer:{row.pk}"
    status, sent = at_most_once(scope, idempotency_key, do, viewer=viewer, given=given, now=now)
    (message,) = _messages(viewer, row, messages_for(viewer, row).filter(pk=sent["message"]))
    return status, message


@router.post(
    "/conversations/{conversation_id}/notes",
    response={201: MessageAnswer, **REFUSALS},
    operation_id="conversation_note",
    summary="Note something among colleagues",
)
def add_note(request: HttpRequest, conversation_id: Id, given: NewNote) -> tuple[int, dict[str, Any]]:
    viewer = _one_of(request, *ANSWERS)
    row = get_conversation_for(viewer, conversation_id)
    noted = note_down(conversation=row, text=given.text, actor=viewer, now=clock.now())
    (message,) = _messages(viewer, row, messages_for(viewer, row).filter(pk=noted.pk))
    return 201, message


@router.post(
    "/conversations/{conversation_id}/take",
    response={200: ConversationAnswer, **REFUSALS},
    operation_id="conversation_take",
    summary="Take a conversation in hand",
)
def take_in_hand(request: HttpRequest, conversation_id: Id, given: Seen) -> dict[str, Any]:
    return _step(request, conversation_id, given, take)


@router.post(
    "/conversations/{conversation_id}/give-back",
    response={200: ConversationAnswer, **REFUSALS},
    operation_id="conversation_give_back",
    summary="Give a conversation back",
)
def put_back(request: HttpRequest, conversation_id: Id, given: Seen) -> dict[str, Any]:
    return _step(request, conversation_id, given, give_back)


@router.post(
    "/conversations/{conversation_id}/end",
    response={200: ConversationAnswer, **REFUSALS},
    operation_id="conversation_end",
    summary="End a conversation in which nothing waits",
)
def end_round(request: HttpRequest, conversation_id: Id, given: Seen) -> dict[str, Any]:
    return _step(request, conversation_id, given, end)


def _step(request: HttpRequest, conversation_id: int, given: Seen, step: Callable[..., object]) -> dict[str, Any]:
    viewer = _one_of(request, *ANSWERS)
    row = get_conversation_for(viewer, conversation_id)
    step(conversation=row, version=given.version, actor=viewer, now=clock.now())
    return _answer(viewer, get_conversation_for(viewer, conversation_id))


def _one_of(request: HttpRequest, *roles: Role) -> Viewer:
    """The viewer, who holds one of the roles; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(*roles):
        raise Http404
    return viewer


def _answer(viewer: Viewer, conversation: Conversation) -> dict[str, Any]:
    names = ("id", "way", "round", "last_text", "last_at", "waiting_since", "due_at", "ended_at", "version")
    return {
        **{name: getattr(conversation, name) for name in names},
        "estate": conversation.estate.code,
        "who": _name(viewer, conversation),
        "taken_by": conversation.taken_by.number if conversation.taken_by else "",
    }


def _name(viewer: Viewer, conversation: Conversation) -> str:
    if conversation.person is None:
        return ""
    name = conversation.person.name
    return name if viewer.has(*NAMES, estate_id=conversation.estate_id) else mask_name(name)


def _messages(viewer: Viewer, conversation: Conversation, messages: Iterable[Message]) -> list[dict[str, Any]]:
    rows = list(messages)
    files = sent_with([each.entry_id for each in rows if each.entry_id is not None])
    owner = _name(viewer, conversation)
    return [_message(each, owner, files.get(each.entry_id or 0, [])) for each in rows]


def _message(message: Message, owner: str, files: Iterable[Attachment]) -> dict[str, Any]:
    names = (
        "id", "at", "direction", "content", "text", "latitude", "longitude", "way", "accepted_at", "accepted_by",
        "case_kind", "case_id",
    )  # fmt: skip
    writer = message.written_by if message.direction != Direction.INCOMING else None
    return {
        **{name: getattr(message, name) for name in names},
        "who": writer.name if writer else owner,
        "files": [file_answer(each) for each in files],
    }
