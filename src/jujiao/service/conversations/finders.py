"""What the search in the top bar finds of conversations, by the rule of the inbox."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.service.conversations.lists import who_of
from jujiao.service.conversations.permissions import NAMES
from jujiao.service.conversations.queries import conversations_for, page_of, with_people
from jujiao.service.conversations.queries_box import search


def find_conversations(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """By the name, the room, the number, or words of the last message; the latest first."""
    found = with_people(search(viewer, conversations_for(viewer), text, now))
    for each in found.order_by("-last_at", "-id")[:most]:
        yield Hit(who_of(viewer, each), f"{localtime(each.last_at):%Y-%m-%d %H:%M}", page_of(each.pk))


FINDERS = (
    Finder(
        key="conversations",
        rank=210,
        words=_("Conversations"),
        icon="message-dots",
        door=NAMES,
        find=find_conversations,
    ),
)
