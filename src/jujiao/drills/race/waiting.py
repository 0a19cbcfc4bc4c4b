"""Who waits for a row that this process holds, and whether anybody ever waited in a circle (deadlock)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local

from django.db import connection

WAITING = """
    WITH RECURSIVE waiting AS (
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND %(holder)s = ANY(pg_blocking_pids(pid))
        UNION
        SELECT behind.pid FROM pg_stat_activity AS behind
        JOIN waiting ON waiting.pid = ANY(pg_blocking_pids(behind.pid))
        WHERE behind.datname = current_database() AND behind.wait_event_type = 'Lock'
    )
    SELECT count(*) FROM waiting
"""
CIRCLES = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"

_kept = local()


@contextmanager
def watched() -> Iterator[Callable[[], int]]:
    """A function that tells how many wait for this thread's transaction, or behind one that does; by a connection
    that the thread keeps."""
    if not hasattr(_kept, "watcher"):
        _kept.watcher = connection.copy()
    connection.ensure_connection()
    holder = connection.connection.info.backend_pid

    def waiting() -> int:
        with _kept.watcher.cursor() as cursor:
            cursor.execute(WAITING, {"holder": holder})
            return int(cursor.fetchone()[0])

    yield waiting


def end_watching() -> None:
    """The thread's watcher goes."""
    if hasattr(_kept, "watcher"):
        _kept.watcher.close()
        del _kept.watcher


def circles() -> int:
    """How many transactions PostgreSQL has broken off because they waited in a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(CIRCLES)
        return int(cursor.fetchone()[0])
