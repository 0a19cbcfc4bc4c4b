"""Tells open pages that something changed: the name of a topic leaves with the commit, never any data.

Topics are "estate:3" (a case of that estate), "desk:3" (a new case is there: the desk rings) and "user:17" (that
person's inbox)."""

from typing import Final

from django.db import connection

CHANNEL: Final = "jujiao"


def changed(*topics: str) -> None:
    """Says at the commit of the transaction that `topics` changed; a rollback says nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) AS topic", [CHANNEL, list(topics)])
