"""Statements stay prepared from test to test: a pytest plugin.

Every test ends in a rollback, at which psycopg forgets what it has prepared, so that PostgreSQL would plan every
statement of every test anew. What it fears is that a table came and went again: here it forgets only where one did."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from psycopg._preparing import PrepareManager

from jujiao.kernel.database.backend import base

STATEMENTS = 1_500
"""Prepared statements that a connection keeps: one connection sees the pages of every role."""

OF_TABLES = re.compile(rb"(CREATE|ALTER|DROP|DISCARD|DEALLOCATE)\b")

_forgets = PrepareManager._should_discard  # noqa: SLF001 - it has no door of its own for this


@pytest.fixture(scope="session", autouse=True)
def _statements_stay_prepared() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(base, "STATEMENTS", STATEMENTS)
    patch.setattr(PrepareManager, "_should_discard", _forgets_after_a_change_of_tables)
    yield
    patch.undo()


def _forgets_after_a_change_of_tables(manager: Any, prepare: Any, results: Sequence[Any]) -> bool:
    """Once a connection has changed a table, as psycopg does."""
    if any(OF_TABLES.match(result.command_status or b"") for result in results):
        manager.tables_changed = True
    return getattr(manager, "tables_changed", False) and _forgets(manager, prepare, results)
