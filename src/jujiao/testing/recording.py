"""Rows made once and put back many times: what a test needs beforehand costs each test a few milliseconds."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from jujiao.testing.transactional import every_trigger, take_back


@dataclass(frozen=True)
class Recording[T]:
    """What `make()` gave, and the rows that it wrote, by table, in PostgreSQL's own words."""

    made: T
    rows: dict[str, bytes]

    def play(self) -> None:
        """Writes the rows again, ids and all, with triggers off: no audit rows, and published rows may come back.

        What an earlier test left written is said and taken away first, so that it fails no test but its own."""
        with transaction.atomic(), connection.cursor() as cursor:
            if self._are_left(cursor):
                warnings.warn("an earlier test left its rows written", stacklevel=2)
                take_back()
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
            for table, content in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(content)
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")

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
    return Recording(made, rows)


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
