"""What the search in the top bar finds of visits, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.service.desk.lists import WORDS
from jujiao.service.desk.permissions import NAMES
from jujiao.service.desk.queries import visitor, visits_for


def find_visits(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """By what was wanted, or by who came; the latest first."""
    for each in WORDS.narrow(visits_for(viewer), [text]).order_by("-came_at", "-id")[:most]:
        who = visitor(each, viewer) or str(_("Unknown visitor"))
        yield Hit(who, f"{localtime(each.came_at):%Y-%m-%d %H:%M}", reverse("reception:visit", args=[each.pk]))


FINDERS = (Finder(key="visits", rank=250, words=_("Visits"), icon="door", door=NAMES, find=find_visits),)
