"""Tests whose rows other connections must see: written for good, and taken back when the test is over.

Django takes them back by emptying every table. Here that is refused, since some tables are kept for ever by their
triggers, and it would take along what the migrations ship. So this plugin puts its own way in that one place: triggers
off, tables emptied, and what stood in them before the first such test written again."""

from collections.abc import Iterator

import pgtrigger
import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from psycopg.errors import DeadlockDetected

LEFT_ALONE = {"django_migrations"}
DEADLOCKS = 5
"""So often it is tried again."""

_before: dict[str, bytes] = {}


@pytest.fixture(scope="session", autouse=True)
def _rows_are_taken_back() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(_remember))
    patch.setattr(TransactionTestCase, "_fixture_teardown", _take_back)
    yield
    patch.undo()


def _remember(_case: type[TransactionTestCase]) -> None:
    """Reads every table once: at the first such test the database is as the migrations left it."""
    if _before:
        return
    with connection.cursor() as cursor:
        for table in _tables(cursor):
            _before[table] = _rows(cursor, table)


def _take_back(_case: TransactionTestCase) -> None:
    take_back()


def take_back() -> None:
    """Leaves every table as it was before the first test whose rows were written for good; nothing where there was
    none."""
    for turn in range(DEADLOCKS + 1) if _before else ():
        try:
            _write_again()
        except OperationalError as error:  # a page that is still being answered reads what is emptied
            if turn == DEADLOCKS or not isinstance(error.__cause__, DeadlockDetected):
                raise
        else:
            return


def _write_again() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        changed = _changed(cursor)
        if not changed:
            return
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [triggers_of(*changed)])
        # Emptied at once, since each may refer to others. Truncating would take along all tables that refer to these.
        emptied = ", ".join(f'_{number} AS (DELETE FROM "{table}")' for number, table in enumerate(changed))
        cursor.execute(f"WITH {emptied} SELECT")
        for table in changed:
            if rows := _before[table]:
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)


def _changed(cursor: CursorWrapper) -> list[str]:
    """The tables that hold other rows than before. Most are empty as ever, which one question tells of all."""
    cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in _before))
    filled = {table for (table,) in cursor.fetchall()}
    return [
        table
        for table, rows in _before.items()
        if (table in filled or rows) and (table not in filled or not rows or _rows(cursor, table) != rows)
    ]


def _rows(cursor: CursorWrapper, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


def triggers_of(*tables: str) -> str:
    """The names of the triggers declared beside the models of these tables, as pgtrigger's session setting takes
    them."""
    declared = [(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()]
    return "{" + ",".join(name for table, name in declared if table in tables) + "}"


def _tables(cursor: CursorWrapper) -> list[str]:
    return sorted(set(connection.introspection.table_names(cursor)) - LEFT_ALONE)
