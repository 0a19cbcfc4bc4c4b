"""The one place that reads the clock; edges call it once and pass `now` on."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """The present moment by this host's clock, aware, UTC."""
    return timezone.now()


def database_now() -> datetime:
    """The present moment by the database's clock, aware: what decides whether a promise is due, whichever host asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
