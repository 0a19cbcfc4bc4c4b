"""Keyset pagination: the next page starts after the last row seen, found by index, and rows that move never repeat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import Model, Q, QuerySet


class BadCursor(ValueError):
    """A cursor that we did not make, or made for another list."""


@dataclass(frozen=True)
class Slice[M: Model]:
    """Rows in their order, and the cursors of the pages on either side ("" where there is none); `whole` where these
    are all rows that there are."""

    rows: list[M]
    next: str
    previous: str
    whole: bool = False


@dataclass(frozen=True)
class Keyset:
    """Pages of `size` rows by `fields` ("-due_at", "id"), the last of them unique, none of them NULL.

    Cursors are signed and bound to the model and the order: a value from outside never reaches the database."""

    model: type[Model]
    fields: tuple[str, ...]
    size: int

    def slice[M: Model](self, queryset: QuerySet[M], *, after: str = "", before: str = "") -> Slice[M]:
        """The page after or before a cursor; the first page without one, or with one that is not ours."""
        try:
            if before:
                return self._backward(queryset, self.read(before))
            if after:
                return self._forward(queryset, self.read(after))
        except BadCursor:
            pass
        return self._forward(queryset, None)

    def first(self, rows: Sequence[Any]) -> Slice[Any]:
        """The first page, of its rows and the one that follows, if any."""
        more = len(rows) > self.size
        kept = list(rows[: self.size])
        return Slice(kept, next=self.cursor(kept[-1]) if more else "", previous="", whole=not more)

    def cursor(self, row: Model) -> str:
        """The place of a row in this order, opaque."""
        values = [_packed(getattr(row, name.lstrip("-"))) for name in self.fields]
        return signing.dumps(values, salt=self._salt)

    def read(self, cursor: str) -> list[Any]:
        """The values in a cursor; raises BadCursor where it is not from this list."""
        try:
            return [_unpacked(*value) for value in signing.loads(cursor, salt=self._salt)]
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise BadCursor from error

    @property
    def _salt(self) -> str:
        return f"keyset:{self.model._meta.label}:{','.join(self.fields)}"

    def _forward[M: Model](self, queryset: QuerySet[M], values: list[Any] | None) -> Slice[M]:
        if values is not None:
            queryset = queryset.filter(_beyond(self.fields, values))
        found = self.first(list(queryset.order_by(*self.fields)[: self.size + 1]))
        if values is None:
            return found
        came_from = self.cursor(found.rows[0]) if found.rows else ""
        return replace(found, previous=came_from, whole=False)

    def _backward[M: Model](self, queryset: QuerySet[M], values: list[Any]) -> Slice[M]:
        turned = tuple(_turned(name) for name in self.fields)
        rows = list(queryset.filter(_beyond(turned, values)).order_by(*turned)[: self.size + 1])
        if len(rows) <= self.size:
            # The first page again: drawn from its start, so that it is full even if rows have left it since.
            return self._forward(queryset, None)
        rows = rows[: self.size][::-1]
        return Slice(rows, next=self.cursor(rows[-1]), previous=self.cursor(rows[0]))


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(fields: tuple[str, ...], values: list[Any]) -> Q:
    """Rows after `values` in the order of `fields`: a bound on the first field for the index, then field by field."""
    first, _way = _bound(fields[0])
    after, equal = Q(), Q()
    for name, value in zip(fields, values, strict=True):
        bare, way = _bound(name)
        after |= equal & Q(**{f"{bare}__{way}": value})
        equal &= Q(**{bare: value})
    return Q(**{f"{first}__{_way}e": values[0]}) & after


def _bound(name: str) -> tuple[str, str]:
    return (name[1:], "lt") if name.startswith("-") else (name, "gt")


def _packed(value: Any) -> tuple[str, Any]:
    if isinstance(value, datetime):
        return "t", value.isoformat()
    if isinstance(value, date):
        return "d", value.isoformat()
    if isinstance(value, (int, str, bool)):
        return "v", value
    raise TypeError(f"{type(value).__name__} cannot order a list: annotate a number, a text, a date or a moment.")


def _unpacked(kind: str, value: Any) -> Any:
    match kind:
        case "t":
            return datetime.fromisoformat(value)
        case "d":
            return date.fromisoformat(value)
        case _:
            return value
