"""Filters of a list: each reads its values from the URL, narrows the rows, and says in words what it does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from jujiao.kernel.pages.words import day_words
from jujiao.rules.clocks import ONE_DAY, midnight

type Options = Sequence[tuple[Any, Any]]
type Narrow = Callable[[QuerySet[Any], Any], QuerySet[Any]]

LONGEST = 100


@dataclass(frozen=True)
class Option:
    """One value offered by a filter."""

    value: str
    label: str
    chosen: bool
    is_data: bool = False


@dataclass(frozen=True)
class Control:
    """A filter as the page draws it: `kind` is words, options, switch or day."""

    kind: str
    name: str
    label: Any
    options: Sequence[Option] = ()
    value: str = ""
    chosen: int = 0


@dataclass(frozen=True)
class Chip:
    """One thing that narrows the list now, and the URL without it."""

    label: Any
    value: str
    url: str
    is_data: bool = False


@dataclass(frozen=True)
class Filter:
    """A name in the URL and a label on the page; the kinds below know the rest."""

    name: str
    label: Any

    @property
    def is_data(self) -> bool:
        """Whether its values are what people typed or named, and so no words of the page."""
        return False

    def read(self, params: QueryDict) -> list[str]:
        """The values in the URL that make sense, [] for none."""
        raise NotImplementedError

    def bound(self) -> "Filter":
        """This filter for one request, its options fetched once."""
        return self

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        raise NotImplementedError

    def worded(self, values: list[str]) -> Iterable[tuple[str, str]]:
        """Each value with the words of its chip."""
        return [(value, value) for value in values]

    def control(self, values: list[str]) -> Control:
        raise NotImplementedError


@dataclass(frozen=True)
class Words(Filter):
    """Free text, found in any of the `fields` (every word must be found), or by `by` where that is not enough."""

    fields: tuple[str, ...] = ()
    by: Narrow | None = None

    @property
    def is_data(self) -> bool:
        return True

    def read(self, params: QueryDict) -> list[str]:
        text = " ".join(params.get(self.name, "").replace("\0", "").split())[:LONGEST]
        return [text] if text.isprintable() and text else []

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        if self.by:
            return self.by(queryset, values[0])
        for word in values[0].split():
            found = Q()
            for each in self.fields:
                found |= Q(**{f"{each}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    def control(self, values: list[str]) -> Control:
        return Control("words", self.name, self.label, value="".join(values))


@dataclass(frozen=True)
class Choice(Filter):
    """One or several of a set of options, matched on `field` (by default the name), or by `by` with the values.

    `options` are pairs of value and label, or a callable that gives them: a `ColouredChoices`'s `.choices`,
    departments by id, … With `named`, the labels are names that people gave."""

    options: Options | Callable[[], Options] = ()
    field: str = ""
    by: Narrow | None = None
    named: bool = False

    @property
    def is_data(self) -> bool:
        return self.named

    def bound(self) -> "Choice":
        return replace(self, options=self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        given = self.options() if callable(self.options) else self.options
        return [(str(value), str(label)) for value, label in given]

    def read(self, params: QueryDict) -> list[str]:
        asked = set(params.getlist(self.name))
        return [value for value, _label in self.pairs() if value in asked]

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        return self.by(queryset, values) if self.by else queryset.filter(**{f"{self.field or self.name}__in": values})

    def worded(self, values: list[str]) -> Iterable[tuple[str, str]]:
        return [pair for pair in self.pairs() if pair[0] in values]

    def control(self, values: list[str]) -> Control:
        options = tuple(Option(value, label, value in values, self.named) for value, label in self.pairs())
        return Control("options", self.name, str(self.label), options, chosen=len(values))


@dataclass(frozen=True)
class Switch(Filter):
    """A condition that is on or off: mine, late, provisional."""

    by: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda queryset: queryset

    def read(self, params: QueryDict) -> list[str]:
        return ["1"] if params.get(self.name) == "1" else []

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        return self.by(queryset) if values else queryset

    def worded(self, values: list[str]) -> Iterable[tuple[str, str]]:
        return [(value, "") for value in values]

    def control(self, values: list[str]) -> Control:
        return Control("switch", self.name, self.label, chosen=len(values))


@dataclass(frozen=True)
class Day(Filter):
    """A local day on one side of a bound: `lookup` is for instance `received_at__date__gte`."""

    lookup: str = ""

    def read(self, params: QueryDict) -> list[str]:
        try:
            return [date.fromisoformat(params.get(self.name, "")).isoformat()]
        except ValueError:
            return []

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        return queryset.filter(**{self.lookup: date.fromisoformat(values[0])})

    def worded(self, values: list[str]) -> Iterable[tuple[str, str]]:
        return [(value, day_words(date.fromisoformat(value))) for value in values]

    def control(self, values: list[str]) -> Control:
        return Control("day", self.name, self.label, value="".join(values))


@dataclass(frozen=True)
class Since(Day):
    """Not before a local day begins: `column` is compared as an instant, so that an index of it serves."""

    column: str = ""

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.column}__gte": midnight(date.fromisoformat(values[0]))})


@dataclass(frozen=True)
class Until(Day):
    """Before a local day is over, in the same way."""

    column: str = ""

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        day = date.fromisoformat(values[0])
        return queryset if day == date.max else queryset.filter(**{f"{self.column}__lt": midnight(day + ONE_DAY)})
