"""What the search in the top bar finds of calls, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.service.calls.lists import name_shown, no_number, number_shown, search
from jujiao.service.calls.permissions import NUMBERS
from jujiao.service.calls.queries_calls import calls_for


def find_calls(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """By the number, the room, the name or what was noted; the latest first."""
    found = search(viewer, calls_for(viewer), text, now).select_related("person")
    for each in found.order_by("-began_at", "-id")[:most]:
        who = name_shown(each, viewer) or number_shown(each) or no_number(each)
        yield Hit(who, f"{localtime(each.began_at):%Y-%m-%d %H:%M}", reverse("telephony:call", args=[each.pk]))


FINDERS = (Finder(key="calls", rank=260, words=_("Calls"), icon="phone", door=NUMBERS, find=find_calls),)
