"""The tables whose every change the database records, and which rows of each belong to a company."""

from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from django.http import Http404
from pghistory.core import event_models

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Company
from jujiao.kernel.record.access import Viewer
from jujiao.portal.audit.kept import without_what_is_kept_from
from jujiao.portal.audit.words import table_words

type Column = Field[Any, Any]

OF_A_USER = ("employee__company_id", "person__company_id")


@dataclass(frozen=True)
class Recorded:
    """A table with its record: `events` has one row for each change, a picture of the row after it.

    `roads` are the look-ups that lead from a row to its company; none for what all companies share."""

    model: type[Model]
    events: type[Model]
    roads: tuple[str, ...]

    @property
    def slug(self) -> str:
        return f"{self.model._meta.app_label}-{self.model._meta.model_name}"

    @property
    def label(self) -> str:
        return table_words(self.model)

    @property
    def fields(self) -> list[Column]:
        """The recorded columns."""
        names = {field.name for field in self.events._meta.concrete_fields}
        return [field for field in self.model._meta.concrete_fields if field.name in names and not field.primary_key]

    def rows_for(self, viewer: Viewer) -> QuerySet[Any]:
        """The changes that concern the viewer's company; none of what is kept from the viewer."""
        # A picture has its row's foreign keys, but not what points to the row.
        own = {Company: ["pgh_obj_id"], User: [f"pgh_obj__{way}" for way in OF_A_USER]}
        ways = own.get(self.model, list(self.roads))
        return _bounded(QuerySet(self.events), ways, viewer)


def rows_of(model: type[Model], viewer: Viewer) -> QuerySet[Any]:
    """The rows of a table that concern the viewer's company; none of what is kept from the viewer."""
    return _bounded(QuerySet(model), list(roads(model)), viewer)


def _bounded(rows: QuerySet[Any], ways: list[str], viewer: Viewer) -> QuerySet[Any]:
    if ways:
        ours = Q()
        for way in ways:
            ours |= Q(**{way: viewer.company_id})
        rows = rows.filter(ours)
    return without_what_is_kept_from(rows, viewer)


@cache
def recorded() -> dict[str, Recorded]:
    """Every recorded table by its slug, in the order of the floors."""
    pictures: list[Any] = event_models()
    tables = [Recorded(each.pgh_tracked_model, each, roads(each.pgh_tracked_model)) for each in pictures]
    return {table.slug: table for table in tables}


def table_of(slug: str) -> Recorded:
    """The recorded table of that name; Http404 where there is none."""
    try:
        return recorded()[slug]
    except KeyError:
        raise Http404 from None


@cache
def roads(model: type[Model]) -> tuple[str, ...]:
    """The shortest ways from a row of `model` to its company, as look-ups of a company id; none where all share it."""
    if model is Company:
        return ("pk",)
    if model is User:
        return OF_A_USER
    waiting: deque[tuple[type[Model], str]] = deque([(model, "")])
    seen = {model}
    while waiting:
        here, road = waiting.popleft()
        for field in here._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or field.null or field.related_model in seen:
                continue
            there = field.related_model
            if there is Company:
                return (f"{road}{field.name}_id",)
            if there is User:
                return tuple(f"{road}{field.name}__{way}" for way in OF_A_USER)
            seen.add(there)
            waiting.append((there, f"{road}{field.name}__"))
    return ()
