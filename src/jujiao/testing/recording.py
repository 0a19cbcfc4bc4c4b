"""Rows made once and put back many times: what a test needs beforehand costs each test a few milliseconds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from jujiao.testing.transactional import every_trigger


@dataclass(frozen=True)
class Recording[T]:
    """What `make()` gave, and the rows that it wrote, by table, in PostgreSQL's own words."""

    made: T
    rows: dict[str, bytes]

    def play(self) -> None:
        """Writes the rows again, ids and all, with triggers off: no audit rows, and published rows may come back."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
            for table, content in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(content)
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


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
