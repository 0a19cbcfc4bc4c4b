"""Tables filled at once: their indexes are made anew over all rows, far quicker than they are kept row by row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
"""All but those of a key or a constraint, by which the database finds and holds what is there already."""
MEMORY = "SET maintenance_work_mem = '512MB'"


@contextmanager
def filled(cursor: Any, tables: Iterable[str]) -> Iterator[None]:
    """The tables without their indexes, for the time of a filling."""
    cursor.execute(INDEXES, [list(tables)])
    indexes: list[tuple[str, str]] = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute(MEMORY)
    for _name, definition in indexes:
        cursor.execute(definition)
