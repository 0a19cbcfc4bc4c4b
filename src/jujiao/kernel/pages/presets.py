"""Filters and an order under a name: what a list offers above it, with how many rows each leaves now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy

from jujiao.kernel.pages.tables import COUNTED, Page

BESIDE = ("after", "before", "views")
"""Where in a list somebody is, and which part of the page is asked for: nothing that they look for."""


@dataclass(frozen=True)
class Preset:
    """A name, and what stands in the URL of the list; `own` where a person gave it the name. `current` where it is
    what the list shows, `count` how many rows there are of it (None: not asked)."""

    name: str | Lazy
    query: str
    own: bool = False
    current: bool = False
    count: int | None = None

    @property
    def many(self) -> bool:
        return self.count is not None and self.count > COUNTED


def same(one: str, other: str) -> bool:
    """Whether two URLs of a list ask for the same."""
    return sorted(_asked(one)) == sorted(_asked(other))


def kept(query: str) -> str:
    """What of a URL's query is worth a name, written as a URL has it, whatever was sent as one."""
    return urlencode(_asked(query))


def counts(pages: Sequence[Page[Any]]) -> list[int]:
    """How many rows each page's filters leave, counted no further than a thousand, all by one statement."""
    parts: list[tuple[int, str]] = []
    given: list[Any] = []
    found = [0] * len(pages)
    for place, page in enumerate(pages):
        rows: QuerySet[Any] = page.queryset.order_by().values("pk")[: COUNTED + 1]
        try:
            sql, params = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        # The SQL is Django's own, and what people typed stands apart from it.
        parts.append((place, f"(SELECT count(*) FROM ({sql}) AS rows_{place})"))  # noqa: S608
        given.extend(params)
    if parts:
        with connections[pages[0].queryset.db].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(part for _place, part in parts)}", given)
            for (place, _part), count in zip(parts, cursor.fetchone(), strict=True):
                found[place] = count
    return found


def _asked(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in parse_qsl(query.removeprefix("?")) if name not in BESIDE]
