"""3.1.3: an answer goes to its owner by the way by which they wrote. It has answered them once a way has accepted it:
what stands on a page of ours does so at once, all else when its vendor has taken it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils import translation

from jujiao.company.accounts.models import User
from jujiao.company.estates.phone_changes import proven_number
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Outsider, Telling, tell
from jujiao.promises.operations import running
from jujiao.rules.texts import clipped
from jujiao.service.conversations.models import Content, Conversation, Direction, Message, PhraseVersion, Way
from jujiao.service.conversations.operations.holding import record, say
from jujiao.service.conversations.operations.turns import TURN, accept
from jujiao.service.conversations.operations.writing import BEGINNING
from jujiao.service.conversations.queries import CONVERSATION, owners_page_of

ON_PAGES = (Way.PAGES, Way.API)
"""Ways by which owners come and read."""


def send(
    conversation: Conversation,
    text: str,
    *,
    verb: str,
    files: Sequence[CleanFile] = (),
    phrase_version: PhraseVersion | None = None,
    case: Subject | None = None,
    kind: str = "conversation.answer",
    actor: Viewer,
    now: datetime,
) -> Message:
    """Sends an answer in a held conversation, with the next version of it: nobody answers the same once more without
    having seen this one. `case` is what it tells of, where it tells of a case that was made."""
    conversation.version += 1
    conversation.last_at = max(conversation.last_at, now)
    conversation.last_text = clipped(text, BEGINNING) if case is None else conversation.last_text
    details = {"round": conversation.round, "seq": conversation.seq}
    message = Message(
        conversation=conversation,
        round=conversation.round,
        seq=conversation.seq,
        direction=Direction.OUTGOING,
        content=Content.TEXT,
        text=text,
        way=conversation.way,
        written_by_id=actor.user_id,
        at=now,
        phrase_version=phrase_version,
        case_kind=case.kind if case else "",
        case_id=case.id if case else None,
    )
    on_page = Way(conversation.way) in ON_PAGES
    if on_page:
        message.accepted_at, message.accepted_by = now, conversation.way
    message.save()
    turned = accept(conversation, [message]) if on_page else False
    conversation.save(update_fields=["version", "last_at", "last_text", "ended_at", "round", *TURN])
    message.entry = record(conversation, verb, actor, now, **details)
    if not on_page:
        told = tell(_telling(conversation, message, kind, text, now), now=now)
        message.notice = told[0] if told else None
    message.save(update_fields=["entry", "notice"])
    keep(message.entry, files, now)
    say(conversation, turned=turned)
    return message


def account_of(conversation: Conversation) -> User | None:
    """The account of its owner, where they have one that is open."""
    user = conversation.person.user if conversation.person is not None else None
    return user if user is not None and user.is_active else None


def in_language_of(conversation: Conversation) -> "translation.override":
    """The language in which its owner is spoken to."""
    account = account_of(conversation)
    return translation.override(account.language if account else settings.LANGUAGE_CODE)


def telling_owner(conversation: Conversation, kind: str, key: str, now: datetime, *, by: str = "") -> Telling:
    """What is told to the owner of a conversation and must reach them, by `by` first."""
    account, person = account_of(conversation), conversation.person
    number = proven_number(person, now) if person is not None else ""
    outsider = Outsider(person, own=number, follower_id=None if person else conversation.follower_id)
    return Telling(
        users=[account] if account else [],
        outsiders=[] if account else [outsider],
        kind=kind,
        key=f"conversation:{conversation.pk}:{key}",
        params={"estate": conversation.estate.name},
        url=owners_page_of(conversation) if account else "",
        estate_id=conversation.estate_id,
        subject=Subject(CONVERSATION, conversation.pk),
        must_reach=True,
        by=by,
        phone=number if account else "",
    )


def _telling(conversation: Conversation, message: Message, kind: str, text: str, now: datetime) -> Telling:
    promised = list(running(CONVERSATION, conversation.pk).order_by("pk"))
    telling = telling_owner(conversation, kind, f"answer:{message.pk}", now, by=conversation.way)
    return replace(
        telling,
        params={**telling.params, "said": clipped(text), "whole": text},
        settles=[each.pk for each in promised],
        settle_by=min((each.due_at for each in promised), default=None),
    )
