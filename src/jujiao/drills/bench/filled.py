"""Tables filled two at a time, their indexes made anew over all rows: far quicker than they are kept row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

INDEXES: Final = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
"""All but those of a key or a constraint, by which the database finds and holds what is there already."""
QUIETLY: Final = "SET session_replication_role = replica"
"""No trigger runs: what is copied was checked as it was first written."""
MEMORY: Final = "SET maintenance_work_mem = '512MB'"
AT_ONCE: Final = 2


def fill(tables: Mapping[str, Sequence[str]]) -> None:
    """Runs each table's statements in their order, each table on a connection of its own, which sees what is committed
    by now. Those that take longest come first."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for each in [pool.submit(_fill, table, statements) for table, statements in tables.items()]:
            each.result()


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


def _fill(table: str, statements: Sequence[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(QUIETLY)
        with filled(cursor, [table]):
            for statement in statements:
                cursor.execute(statement)
    connection.close()
