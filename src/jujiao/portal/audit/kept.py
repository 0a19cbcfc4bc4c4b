"""Which rows of a table lead to something that the viewer must not know of: themselves, or what they point to."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet

from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.knowing import concealed_from, hidden, kept


def without_what_is_kept_from[M: Model](rows: QuerySet[M], viewer: Viewer) -> QuerySet[M]:
    """The rows that neither are nor name, by whichever foreign keys, a subject that is kept from the viewer."""
    kinds = {kind.model: kind for kind in kept()}
    if viewer.employee_id is None or not kinds:
        return rows
    model: type[Model] = rows.model
    found = Q(pk__in=[])
    for way, there in ways(model, frozenset(kinds)):
        if there is None:
            found |= concealed_from(viewer, prefix=way)
        else:
            kind = kinds[there]
            found |= Q(**{f"{way}{kind.id_column}__in": hidden(kind, viewer.employee_id)})
    return rows.exclude(found)


class Unnamed:
    """What entries of a timeline say, without what is kept from the viewer: a case that may be read now may once have
    been handled together with one about them."""

    def __init__(self, model: type[Model], viewer: Viewer) -> None:
        self.ids: dict[type[Model], set[Any]] = {}
        self.numbers: set[Any] = set()
        for kind in kept() if viewer.employee_id is not None else ():
            rows: QuerySet[Any] = QuerySet(kind.model)
            named = {f"{kind.id_column}__in": hidden(kind, viewer.employee_id)}
            for row_id, number in rows.filter(**named).values_list("pk", kind.number or "pk"):
                self.ids.setdefault(kind.model, set()).add(row_id)
                self.numbers.add(number)
        fields: list[Any] = list(model._meta.concrete_fields)
        self.foreign = {each.name: each.related_model for each in fields if isinstance(each, ForeignKey)}

    def said(self, entry: TimelineEntry) -> Mapping[str, Any] | None:
        """The columns and details of an entry; None for one that tells of nothing else than what is kept."""
        changes = {name: value for name, value in entry.changes.items() if not self._leads(name, value)}
        details = {name: self._left(value) for name, value in entry.details.items() if self._tells(value)}
        return {**changes, **details} if details or not entry.details else None

    def address(self, url: str) -> str:
        """The address of a page, "" for one that may be about what is kept: its number stands in it."""
        numbers = {int(part) for part in url.split("/") if part.isdecimal()}
        return "" if any(not numbers.isdisjoint(ids) for ids in self.ids.values()) else url

    def _leads(self, name: str, value: Any) -> bool:
        return value in self.ids.get(self.foreign.get(name, Model), ())

    def _left(self, value: Any) -> Any:
        return [each for each in value if self._tells(each)] if isinstance(value, list) else value

    def _tells(self, value: Any) -> bool:
        if isinstance(value, list):
            return not value or any(self._tells(each) for each in value)
        return not (isinstance(value, str) and value in self.numbers)


@lru_cache(maxsize=200)
def ways(model: type[Model], kept_models: frozenset[type[Model]]) -> tuple[tuple[str, type[Model] | None], ...]:
    """The look-ups from a row to those of `kept_models`, and (with None) to rows that name a subject in two columns."""
    return tuple(_ways(model, kept_models, "", frozenset()))


def _ways(
    model: type[Model], kept_models: frozenset[type[Model]], way: str, behind: frozenset[type[Model]]
) -> Iterator[tuple[str, type[Model] | None]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    if model in kept_models:
        yield way, model
        if way:
            return
    if {"subject_kind", "subject_id"} <= {field.attname for field in fields}:
        yield way, None
    for field in fields:
        if not isinstance(field, ForeignKey) or field.related_model in behind:
            continue
        if field.related_model in kept_models or not field.null:
            yield from _ways(field.related_model, kept_models, f"{way}{field.name}__", behind | {model})
