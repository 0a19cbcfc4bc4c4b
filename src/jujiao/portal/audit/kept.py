"""Which rows of a table lead to something that the viewer must not know of: themselves, or what they point to."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet

from jujiao.kernel.access import Viewer
from jujiao.kernel.knowing import concealed_from, hidden, kept


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
