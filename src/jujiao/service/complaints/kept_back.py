"""What of a complaint's timeline is kept back from a member of staff: what was said inside while it was about them, and
who complained, where that one turned out to want to stay anonymous."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Person
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.record.access import Viewer

WHO = ("person", "contact_name", "contact_phone")


def without_what_was_about(viewer: Viewer, rows: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    """The rows without those inside from the one that named the viewer as the person complained of to the one that took
    it back: neither that they were named nor what colleagues said meanwhile is theirs to read."""
    about = False
    for row in rows:
        before, named = about, row.changes.get("about_employee", "")
        if named != "":
            about = named is not None and named == viewer.employee_id
        if not (before or about) or row.audience == Audience.OWNER:
            yield row


def without_who_complained(rows: list[TimelineEntry]) -> list[TimelineEntry]:
    """The rows of an anonymous complaint without the names and numbers that stood there before it was one."""
    people = {row.changes["person"] for row in rows if row.changes.get("person") is not None}
    users = set(Person.objects.filter(pk__in=people).values_list("user", flat=True)) - {None} if people else set()
    return [_nameless(row, users) for row in rows]


def _nameless(row: TimelineEntry, users: set[int]) -> TimelineEntry:
    shown = copy(row)
    if row.actor_id in users:
        shown.actor_name = _("Anonymous")
    if row.verb == "correct":
        shown.details = {side: _left(said) for side, said in row.details.items()}
    elif "agreed_by" in row.details:
        shown.details = {**row.details, "agreed_by": ""}
    return shown


def _left(said: dict[str, Any]) -> dict[str, Any]:
    """Of what a correction changed; None for what is kept back."""
    return {name: None if name in WHO and value else value for name, value in said.items()}
