"""Rows made once and put back many times: what a test needs beforehand costs each test a few milliseconds."""

import pickle
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from jujiao.testing.transactional import take_back, triggers_of

SWEPT_EVERY = 25
"""What tests took back stays in the tables as dead rows, which every look at them passes: they are swept out after so
many tests."""

_played = count(1)


@dataclass(frozen=True)
class Recording[T]:
    """What `make()` gave, kept in the form of which each test gets its own, and the rows that it wrote, by table, in
    PostgreSQL's own words. `triggers` are those beside the models of each."""

    made: bytes
    rows: dict[str, bytes]
    triggers: dict[str, str]

    def play(self) -> T:
        """Writes the rows again, ids and all, with triggers off: no audit rows, and published rows may come back. Gives
        what was made.

        What an earlier test left written is said and taken away first, so that it fails no test but its own."""
        if next(_played) % SWEPT_EVERY == 0:
            _sweep()
        with transaction.atomic(), connection.cursor() as cursor:
            if self._are_left(cursor):
                warnings.warn("an earlier test left its rows written", stacklevel=2)
                take_back()
            for table, content in self.rows.items():
                # Each row looks through this list: it is kept short.
                cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [self.triggers[table]])
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(content)
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        made: T = pickle.loads(self.made)
        return made

    def _are_left(self, cursor: CursorWrapper) -> bool:
        """Whether rows of these tables, which are empty before each test, are there."""
        first = next(iter(self.rows))
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{first}")')
        return bool(cursor.fetchone()[0])


def record[T](make: Callable[[], T]) -> Recording[T]:
    """Lets `make` write its rows, reads them, and takes them back: the database is as before."""
    with transaction.atomic():
        # What migrations ship is there already in every test.
        shipped = _rows()
        made = make()
        rows = {table: content for table, content in _rows().items() if table not in shipped}
        transaction.set_rollback(True)
    return Recording(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), rows, {table: triggers_of(table) for table in rows})


def _sweep() -> None:
    """From a connection of its own, since the test's is in a transaction. Where that has locked a table already, as
    whoever makes one with references does, the table is left for the next time: neither would wait to an end."""
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute("VACUUM (SKIP_LOCKED)")


def _rows() -> dict[str, bytes]:
    rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                if content := b"".join(bytes(part) for part in copy):
                    rows[table] = content
    return rows


def _tables() -> list[str]:
    """Every table of ours but the audit's."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("jujiao.") and not hasattr(model, "pgh_tracked_model")
    )
