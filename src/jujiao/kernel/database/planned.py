"""Statements that are planned for what they are given.

A statement that comes often is prepared, and after some turns PostgreSQL plans it once for whatever it is given: right
for a key, wrong for a word that is looked for. Not knowing it, the planner takes it for common and reads row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_anew() -> Iterator[None]:
    """What is sent inside is planned anew, for one or two milliseconds."""
    connection.ensure_connection()
    sent_by = connection.connection
    before = sent_by.prepare_threshold
    sent_by.prepare_threshold = None
    try:
        yield
    finally:
        sent_by.prepare_threshold = before
