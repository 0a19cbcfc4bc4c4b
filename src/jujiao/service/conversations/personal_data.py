"""What is kept of an owner's conversations with the desk and is theirs to see (个人信息保护法 45); no notes among
colleagues."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import sent_with
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.queries import own_conversations, own_messages


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's conversations, each with what was written in it, the first message first."""
    found = own_conversations(viewer).order_by("id") if viewer.person_id is not None else []
    return {"conversations": [_conversation(viewer, each) for each in found]}


def _conversation(viewer: Viewer, conversation: Conversation) -> dict[str, Any]:
    rows = list(own_messages(viewer, conversation).order_by("id"))
    files = sent_with([each.entry_id for each in rows if each.entry_id is not None])
    return {
        "estate": conversation.estate.name,
        "began_at": conversation.began_at,
        "ended_at": conversation.ended_at,
        "messages": [_message(each, files.get(each.entry_id or 0, [])) for each in rows],
    }


def _message(message: Message, files: Iterable[Attachment]) -> dict[str, Any]:
    names = ("at", "direction", "content", "text", "latitude", "longitude", "way", "accepted_at", "accepted_by")
    return {**{name: getattr(message, name) for name in names}, "files": [_file(each) for each in files]}


def _file(file: Attachment) -> dict[str, Any]:
    names = ("kind", "name", "media_type", "size", "sha256")
    address = f"{settings.SITE_URL}{reverse('attachments:file', args=[file.pk])}"
    return {**{name: getattr(file, name) for name in names}, "url": address}
