"""One upgrades at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

LOCK: Final = 0x6A756A69
"""An advisory lock of the database, so that starts on several hosts are one after the other too."""


@contextmanager
def alone() -> Iterator[None]:
    """Wait until nobody else upgrades this database, then be the one who does. May be entered again inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        # A transaction that failed keeps nothing of the session; a connection that is lost has let go by itself.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
