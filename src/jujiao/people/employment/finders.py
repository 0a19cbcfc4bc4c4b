"""What the search in the top bar finds of papers, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.directory import KEEP_FILES
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.people.employment.lists import WORDS
from jujiao.people.employment.queries import kept_for


def find_credentials(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """By the name or staff number of whoever holds them, the first to end first."""
    for each in WORDS.narrow(kept_for(viewer), [text]).order_by("last_day", "id")[:most]:
        detail = f"{each.kind_choice.label} {each.last_day or ''}".strip()
        yield Hit(each.employee.name, detail, reverse("employment:file", args=[each.employee_id]))


FINDERS = (
    Finder(
        key="credentials",
        rank=710,
        words=_("Credentials"),
        icon="shield-check",
        door=KEEP_FILES,
        find=find_credentials,
    ),
)
