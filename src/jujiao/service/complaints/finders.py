"""What the search in the top bar finds of complaints, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.service.complaints.models import State, place_words
from jujiao.service.complaints.queries import SAID, SEES_DEPARTMENT, SEES_ESTATE, visible_to
from jujiao.service.complaints.searching import search

COLUMNS = ("pk", "number", "state", "text", "room__code", "building__name", "place")


def find_complaints(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """The newest first, closed ones too."""
    found = search(viewer, visible_to(viewer), text, now).order_by("-pk")
    for pk, number, state, said, room, building, place in found.values_list(*COLUMNS)[:most]:
        where = place_words(room or "", building or "", place)
        told = [str(State(state).label), where, Truncator(" ".join(said.split())).chars(SAID)]
        yield Hit(number, " · ".join(filter(None, told)), reverse("complaints:case", args=[pk]))


FINDERS = (
    Finder(
        key="complaints",
        rank=200,
        words=_("Complaints"),
        icon="messages",
        door=(*SEES_ESTATE, *SEES_DEPARTMENT),
        find=find_complaints,
    ),
)
