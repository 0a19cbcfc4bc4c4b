"""How many rows statements read, by what PostgreSQL itself says: a list must not read the whole table for a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext


class Read(NamedTuple):
    """A statement, the rows that it read of its tables and indexes, and its plan."""

    rows: int
    statement: str
    plan: dict[str, Any]


@contextmanager
def read_by() -> Iterator[list[Read]]:
    """What the SELECTs sent inside read, filled in at the end; each is run once more for it."""
    found: list[Read] = []
    with CaptureQueriesContext(connection) as asked:
        yield found
    for statement in [one["sql"] for one in asked.captured_queries]:
        if statement.lstrip("(").startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING off, BUFFERS off, FORMAT JSON) {statement}")
                plan = cursor.fetchone()[0][0]["Plan"]
            found.append(Read(_rows(plan), statement, plan))


@contextmanager
def without_triggers(table: str) -> Iterator[None]:
    """Many rows are written here, of which nobody is to be told; the test's transaction takes them back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(f"ANALYZE {table}")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and all that is below it."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def _rows(plan: dict[str, Any]) -> int:
    """What its scans of tables gave, and what they threw away."""
    thrown = ("Rows Removed by Filter", "Rows Removed by Index Recheck")
    return sum(
        round((node["Actual Rows"] + sum(node.get(name, 0) for name in thrown)) * node["Actual Loops"])
        for node in nodes(plan)
        if "Relation Name" in node
    )
