"""Transactions of which no part is undone alone: nested ones without savepoints."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction


@contextmanager
def whole() -> Iterator[None]:
    """A transaction; inside another one of these, a part of it without a savepoint of its own.

    An error undoes everything. Whoever catches it in between cannot go on: Django then refuses every statement."""
    database = cast(Any, connections[DEFAULT_DB_ALIAS])
    outermost = not database.whole
    database.whole = True
    try:
        with transaction.atomic(savepoint=outermost):
            yield
    finally:
        database.whole = not outermost
