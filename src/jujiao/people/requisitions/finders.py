"""What the search in the top bar finds of requisitions, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.people.requisitions.lists import WORDS
from jujiao.people.requisitions.models import State
from jujiao.people.requisitions.queries import SEES, visible_to


def find_requisitions(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """The newest first."""
    for each in WORDS.narrow(visible_to(viewer), [text]).order_by("-id")[:most]:
        told = [str(State(each.state).label), str(each.department), str(each.asked_in or "")]
        yield Hit(each.number, " · ".join(filter(None, told)), reverse("requisitions:case", args=[each.pk]))


FINDERS = (
    Finder(key="requisitions", rank=300, words=_("Requisitions"), icon="user-plus", door=SEES, find=find_requisitions),
)
