"""What a timeline keeps, in the words of the rest of the product; the raw data stay at hand."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Person
from jujiao.kernel.pages.words import due_words
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.portal.audit.changes import NOTHING, NUMBERS, Names, masked, names_of, plain, shown
from jujiao.portal.audit.tables import Column
from jujiao.portal.audit.words import without_owners_name, words_of
from jujiao.promises.models import Rung
from jujiao.rules.privacy import mask_name, mask_phone

type Kept = Mapping[str, Any]
type Lines = list[tuple[str, str]]


def spoken(kind: SubjectKind, kept: Sequence[Kept], viewer: Viewer) -> list[Lines]:
    """Of each entry the columns and details as lines, in a number of queries that does not depend on how many."""
    fields = {field.name: field for field in kind.model._meta.concrete_fields}
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for each in kept:
        for name, value in each.items():
            field = fields.get(name)
            if isinstance(field, ForeignKey) and isinstance(value, int):
                wanted[field.related_model].add(value)
    names = names_of(wanted, viewer)
    return [
        [(words_of(kind.model, name), _said(kind, fields.get(name), name, each[name], names)) for name in each]
        for each in kept
    ]


def raw(kind: SubjectKind, kept: Kept) -> str:
    """The same as the database keeps it, without phones and owners' names."""
    return masked(json.dumps(_hidden(kind, kept), ensure_ascii=False, indent=1, default=str))


def _hidden(kind: SubjectKind, kept: Kept, *, columns: bool = False) -> dict[str, Any]:
    """What is kept, at whatever depth, with numbers and owners' names masked by the names of their columns; `columns`
    where all of them are names of columns, whose rows stand there by their names."""
    left: dict[str, Any] = {}
    for name, value in kept.items():
        if isinstance(value, dict):
            left[name] = _hidden(kind, value, columns=True)
        elif columns and isinstance(value, str) and _is_resident(kind, name):
            left[name] = mask_name(value)
        elif name in NUMBERS and isinstance(value, str) and value:
            left[name] = mask_phone(value)
        else:
            left[name] = without_owners_name(kind.model, name, str(value)) or value
    return left


def _is_resident(kind: SubjectKind, name: str) -> bool:
    fields = kind.model._meta.concrete_fields
    return any(each.name == name and each.related_model is Person for each in fields)


def _said(kind: SubjectKind, field: Column | None, name: str, value: Any, names: Names) -> str:
    if isinstance(value, list | tuple):
        return _(", ").join(_said(kind, field, name, each, names) for each in value) or NOTHING
    if isinstance(value, str) and (moment := _moment(value)) is not None:
        value = moment
    if isinstance(value, dict):
        return _("; ").join(f"{words_of(kind.model, each)}: {said}" for each, said in _inside(kind, value))
    if isinstance(field, ForeignKey) and isinstance(value, str):
        return _detail(kind, name, value)  # a detail of that name, which says what the column points to
    if isinstance(value, datetime) and name.endswith("due_at"):
        return due_words(value)
    if field is not None:
        return shown(field, value, names)
    return _detail(kind, name, value)


def _inside(kind: SubjectKind, values: Kept) -> Iterator[tuple[str, str]]:
    """Columns with what stands in them, as a correction keeps them: people and places by their names."""
    fields = {field.name: field for field in kind.model._meta.concrete_fields}
    for name, value in _hidden(kind, values, columns=True).items():
        each = value if isinstance(value, list) else [value]
        choices = dict(fields[name].flatchoices) if name in fields else {}
        yield name, _(", ").join(str(choices.get(one, plain(one))) for one in each)


def _detail(kind: SubjectKind, name: str, value: Any) -> str:
    """What is kept beside the columns."""
    if name == "promise" and isinstance(value, str):
        with suppress(subjects.UnknownKindError):
            return str(subjects.promise_kind(value).label)
    if name == "rung" and value in Rung.values:
        return str(Rung(value).label)
    if name in NUMBERS and isinstance(value, str) and value:
        return mask_phone(value)
    without = without_owners_name(kind.model, name, str(value))
    return plain(value) if without is None else without


def _moment(text: str) -> datetime | None:
    """A moment as the record writes it: with its zone."""
    with suppress(ValueError):
        found = parse_datetime(text)
        return found if found is not None and found.tzinfo is not None else None
    return None
