"""The changes of a table as people read them: who, when, and each field before and after, phones masked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Person
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import Viewer
from jujiao.portal.audit.kept import Unnamed, without_what_is_kept_from
from jujiao.portal.audit.tables import Column, Recorded
from jujiao.portal.audit.words import without_owners_name, words_of
from jujiao.rules.privacy import mask_name, mask_phone

PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-\d{3}-\d{4}|\+[1-9]\d{6,14})(?:-\d{1,6})?(?!\d)")
NUMBERS = {"phone", "contact_phone", "old", "new"}
"""Columns that hold a telephone number and nothing else."""
LONGEST = 300
NOTHING = "—"

type Names = dict[tuple[type[Model], Any], str]


@dataclass(frozen=True)
class FieldChange:
    """One column before and after; `before` is None for a row that is new."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Change:
    """One change of one row."""

    id: int
    row_id: int
    at: datetime
    kind: str
    who: str
    where: str
    fields: Sequence[FieldChange]


def with_context(rows: QuerySet[Any], table: Recorded) -> QuerySet[Any]:
    """The rows with what is needed to tell who and what changed: their context and the number of the row before."""
    earlier: QuerySet[Any] = QuerySet(table.events).filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    )
    before = earlier.order_by("-pgh_id").values("pgh_id")[:1]
    told: QuerySet[Any] = rows.select_related("pgh_context").annotate(before_id=Subquery(before))
    return told


def read(table: Recorded, events: Sequence[Any], viewer: Viewer) -> list[Change]:
    """The changes that `events` record, in a number of queries that does not depend on how many there are."""
    earlier: dict[int, Any] = QuerySet(table.events).in_bulk([event.before_id for event in events if event.before_id])
    names = _names(table, [*events, *earlier.values()], viewer)
    unnamed = Unnamed(table.model, viewer)
    actors = called(user for event in events if (user := _user_id(event)) is not None)
    return [
        Change(
            id=event.pgh_id,
            row_id=event.pgh_obj_id,
            at=event.pgh_created_at,
            kind=event.pgh_label,
            who=actors.get(_user_id(event) or 0, _("System")),
            where=unnamed.address(event.pgh_context.metadata.get("url") or "") if event.pgh_context else "",
            fields=_fields(table, earlier.get(event.before_id), event, names),
        )
        for event in events
    ]


def _fields(table: Recorded, before: Any, after: Any, names: Names) -> list[FieldChange]:
    found = []
    for field in table.fields:
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(after, field.attname)
        if old == new or (before is None and new in (None, "")):
            continue
        said = shown(field, old, names) if before is not None else None
        found.append(FieldChange(words_of(table.model, field.name), said, shown(field, new, names)))
    return found


def shown(field: Column, value: Any, names: Names) -> str:
    """A value in words, at most three hundred characters, without anybody's phone and without owners' names."""
    if value is None or value == "":
        return NOTHING
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.name in NUMBERS:
        return mask_phone(str(value))
    name = without_owners_name(field.model, field.name, str(value))
    return plain(value) if name is None else name


def plain(value: Any) -> str:
    """A value that is nobody's name in words, at most three hundred characters, without anybody's phone."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return masked(moment_words(value) if isinstance(value, datetime) else str(value))[:LONGEST]


def masked(text: str) -> str:
    """The text with every phone number in it masked."""
    return PHONE.sub(lambda found: mask_phone(found.group()), text)


def _names(table: Recorded, events: Iterable[Any], viewer: Viewer) -> Names:
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for field in table.fields:
        if isinstance(field, ForeignKey):
            wanted[field.related_model] |= {getattr(event, field.attname) for event in events} - {None}
    return names_of(wanted, viewer)


def names_of(wanted: dict[type[Model], set[Any]], viewer: Viewer) -> Names:
    """What rows are called, by one query for each table; what is kept from the viewer, as a case that this one was once
    merged into, looks like nothing. A row that nobody has named is left out."""
    wanted = {model: keys for model, keys in wanted.items() if model.__str__ is not Model.__str__}
    names: Names = {(User, key): name for key, name in called(wanted.pop(User, set())).items()}
    for model, keys in wanted.items():
        rows: QuerySet[Any] = without_what_is_kept_from(QuerySet(model).filter(pk__in=keys), viewer)
        names |= {(model, key): NOTHING for key in keys}
        names |= {(model, row.pk): mask_name(row.name) if model is Person else masked(str(row)) for row in rows}
    return names


def called(users: Iterable[int]) -> dict[int, str]:
    """The names of accounts: whole for staff, masked for owners and residents."""
    rows = User.objects.filter(pk__in=set(users)).values_list("pk", "name", "employee__id")
    return {key: name if employee else mask_name(name) for key, name, employee in rows}


def _user_id(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None
