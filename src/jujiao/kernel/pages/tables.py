"""Lists of rows: filters whose state stands in the URL, and keyset pagination that costs the same on every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.http import QueryDict

from jujiao.kernel.pages.filters import Chip, Control, Filter, Words
from jujiao.kernel.pages.keyset import Keyset, Slice

COUNTED: Final = 1000
FOUND: Final = 200
"""Where words are searched for, each row that is counted may be one of a hundred that had to be read."""


@dataclass(frozen=True)
class Order:
    """One way to sort: the name in the URL, its label, and the fields, the last of them unique ("due_at", "id").

    No field may be NULL: coalesce it in the queryset first."""

    name: str
    label: Any
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What a list offers. The first order is the one by default; `size` is the number of rows of a page."""

    orders: Sequence[Order]
    filters: Sequence[Filter] = ()
    size: int = 50

    def bound(self) -> "Table":
        """This table for several pages of one request, the options of its filters fetched once."""
        return replace(self, filters=[each.bound() for each in self.filters])

    def page[M: Model](self, queryset: QuerySet[M], params: QueryDict) -> "Page[M]":
        """The rows that `params` ask for. Values and cursors that make no sense are passed over, never an error."""
        order = next((order for order in self.orders if order.name == params.get("sort")), self.orders[0])
        filters = [each.bound() for each in self.filters]
        chosen = {each.name: each.read(params) for each in filters}
        for each in filters:
            if chosen[each.name]:
                queryset = each.narrow(queryset, chosen[each.name])
        return Page(self, queryset, params, order, filters, chosen)

    def first_page[M: Model](self, model: type[M], rows: Sequence[Any]) -> "Page[M]":
        """The first page of the list, nothing chosen, of rows that were read already, in the order by default: as many
        as a page has and one more, or all that there are."""
        filters = [each.bound() for each in self.filters]
        queryset = model._default_manager.none()
        return Page(self, queryset, QueryDict(), self.orders[0], filters, {each.name: [] for each in filters}, rows)


@dataclass(frozen=True)
class Page[M: Model]:
    """One page of a list, as the parts `filters.html`, `chips.html` and `paging.html` and the page's rows need it."""

    table: Table
    queryset: QuerySet[M]
    params: QueryDict
    order: Order
    filters: Sequence[Filter]
    chosen: Mapping[str, list[str]]
    read: Sequence[Any] | None = None
    keyset: Keyset = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keyset", Keyset(self.queryset.model, self.order.fields, self.table.size))

    @cached_property
    def _slice(self) -> Slice[M]:
        if self.read is not None:
            return self.keyset.first(self.read)
        return self.keyset.slice(
            self.queryset, after=self.params.get("after", ""), before=self.params.get("before", "")
        )

    @property
    def rows(self) -> list[M]:
        return self._slice.rows

    @cached_property
    def next_url(self) -> str:
        """Where the rows after these stand, or "" on the last page."""
        return self._url(after=self._slice.next) if self._slice.next else ""

    @cached_property
    def previous_url(self) -> str:
        return self._url(before=self._slice.previous) if self._slice.previous else ""

    @cached_property
    def count(self) -> int:
        """How many rows the filters leave, counted no further than `limit` and one more. Where one page holds them all,
        nothing is counted: what fits nowhere is searched once and not twice."""
        if self.read is not None:
            return len(self.read)
        if self._slice.whole:
            return len(self.rows)
        return self.queryset.order_by().values("pk")[: self.limit + 1].count()  # else each row is made to be counted

    @property
    def limit(self) -> int:
        searched = any(isinstance(each, Words) and self.chosen[each.name] for each in self.filters)
        return FOUND if searched else COUNTED

    @property
    def many(self) -> bool:
        return self.count > self.limit

    @property
    def controls(self) -> list[Control]:
        return [each.control(self.chosen[each.name]) for each in self.filters]

    @property
    def orders(self) -> Sequence[Order]:
        """The orders to choose from; none where there is no choice."""
        return self.table.orders if len(self.table.orders) > 1 else ()

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the list now, each with the URL that lifts it."""
        return [
            Chip(each.label, label, self._url(without=(each.name, value)), each.is_data)
            for each in self.filters
            for value, label in each.worded(self.chosen[each.name])
        ]

    @property
    def narrowed(self) -> bool:
        return bool(self.chips)

    @property
    def clear_url(self) -> str:
        kept = {"sort": self.order.name} if self.order != self.table.orders[0] else {}
        return _url(kept)

    @property
    def query(self) -> str:
        """What the URL asks for, of it what makes sense: filters and order, not where in the list one is."""
        return self._url().removeprefix("?")

    def _url(self, *, without: tuple[str, str] | None = None, **cursor: str) -> str:
        state: dict[str, Any] = {
            name: [value for value in values if (name, value) != without] for name, values in self.chosen.items()
        }
        if self.order != self.table.orders[0]:
            state["sort"] = self.order.name
        return _url({**state, **cursor})


def _url(state: Mapping[str, Any]) -> str:
    query = QueryDict(mutable=True)
    for name, value in state.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return f"?{query.urlencode()}"
