"""3.1.3: an owner writes: whichever way it comes it is kept whole, and the first message without an answer is promised
one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate, Person
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.models import AttachmentKind
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.reading import CleanFile, check_number
from jujiao.kernel.record.texts import Text
from jujiao.rules.service.conversations import LONGEST
from jujiao.rules.texts import clipped
from jujiao.service.conversations.models import Content, Conversation, Direction, Message, Way
from jujiao.service.conversations.operations.holding import hold_desk, locked, record, say
from jujiao.service.conversations.operations.offering import offer
from jujiao.service.conversations.operations.turns import TURN, begin_turn
from jujiao.service.conversations.queries import estates_to_write_to

WORDS: Final = Text(LONGEST)
"""What an owner writes: a photo or a place may say it instead."""
BEGINNING: Final = 80
"""Characters of a message by which a list calls its conversation."""


class UnableToWrite(UnableTo):
    """Nothing was written, it is too long, or it is not for whoever writes to write there."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody wrote: of which kind it is, its text, where a place is in degrees, and its files. `external_id` is
    by what its way knows it; `medium`: a file of it is still on its way. `follower_id` is as whom they wrote in WeChat.
    `at` is when we had it."""

    way: Way
    at: datetime
    content: Content = Content.TEXT
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    files: Sequence[CleanFile] = ()
    external_id: str = ""
    medium: str = ""
    follower_id: int | None = None


@transaction.atomic
def write(
    *,
    estate: Estate,
    text: str = "",
    files: Sequence[CleanFile] = (),
    latitude: float | None = None,
    longitude: float | None = None,
    way: Way = Way.PAGES,
    actor: Viewer,
    now: datetime,
) -> Message:
    """Somebody who lives at an estate, or owns a room there, writes to its desk by a page of ours or by the company's
    app (`way`): a text of up to 2,000 characters, photos and voice, a place in degrees, or any of these together.

    Raises NotAllowed for who does not live there today, UnableToWrite, UnableToReadFile."""
    person = _writer(actor, estate, now)
    text = WORDS.of(text, UnableToWrite)
    check_number(files)
    place = _place(latitude, longitude)
    if not text and not files and place is None:
        raise UnableToWrite(_("Write something, or add a photo."))
    return take_in(
        conversation_with(estate, person=person, way=way, at=now),
        Words(
            way=way,
            at=now,
            content=_content(text, files, place),
            text=text,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            files=files,
        ),
        actor=actor,
        now=now,
    )


def conversation_with(
    estate: Estate, *, person: Person | None, way: Way, at: datetime, follower_id: int | None = None
) -> Conversation:
    """The one conversation of a person, or of a stranger as that follower, with an estate, held; a new one where there
    is none."""
    hold_desk(estate.pk)
    whose: dict[str, Any] = (
        {"person": person} if person else {"person": None, "follower_id": follower_id, "joined": None}
    )
    begun: dict[str, Any] = {"way": way, "began_at": at, "last_at": at, "follower_id": follower_id}
    found, _made = Conversation.objects.get_or_create(estate=estate, **whose, defaults=begun)
    return locked(found.pk)


def take_in(conversation: Conversation, words: Words, *, actor: Viewer, now: datetime) -> Message:
    """Keeps a message in its conversation, which is held: after the end of a round in the next one, and where nothing
    waits yet, as the first of a turn."""
    if conversation.ended_at is not None:
        begin_round(conversation)
    conversation.way = words.way
    conversation.follower_id = words.follower_id or conversation.follower_id
    conversation.last_at = max(conversation.last_at, words.at)
    conversation.last_text = clipped(words.text, BEGINNING)
    turns = conversation.waiting_since is None
    if turns:
        begin_turn(conversation, words.at)
    conversation.save(update_fields=["way", "follower", "last_at", "last_text", "ended_at", "round", "version", *TURN])
    entry = record(conversation, "write_message", actor, now, round=conversation.round, seq=conversation.seq)
    message = Message.objects.create(
        conversation=conversation,
        round=conversation.round,
        seq=conversation.seq,
        direction=Direction.INCOMING,
        content=words.content,
        text=words.text,
        latitude=words.latitude,
        longitude=words.longitude,
        way=words.way,
        external_id=words.external_id,
        medium=words.medium,
        written_by_id=actor.user_id,
        at=words.at,
        entry=entry,
    )
    keep(entry, words.files, now)
    offer(conversation, now)
    say(conversation, turned=turns, rings=turns)
    return message


def begin_round(conversation: Conversation) -> None:
    """An ended conversation, which is held, goes on in its next round. Not saved here."""
    conversation.ended_at = None
    conversation.round += 1
    conversation.seq = 0
    conversation.version += 1


def _writer(actor: Viewer, estate: Estate, now: datetime) -> Person:
    if actor.person_id is None or estate not in estates_to_write_to(actor, now):
        raise NotAllowed(_("You can write to the desk of an estate where you live or own a room."))
    return Person.objects.select_related("user").get(pk=actor.person_id)


def _place(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise UnableToWrite(_("This is no place on earth: degrees of latitude and longitude are needed."))
    return latitude, longitude


def _content(text: str, files: Sequence[CleanFile], place: object) -> Content:
    """What a message is above all."""
    if place is not None:
        return Content.PLACE
    if text or not files:
        return Content.TEXT
    kinds = {AttachmentKind.PHOTO: Content.PHOTO, AttachmentKind.VOICE: Content.VOICE}
    return kinds.get(files[0].media.kind, Content.OTHER)
