"""Whoever acts stands beside each change, whatever happens to the transaction, and beside no change of another."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pghistory.models import Context

from jujiao.company.estates.models import Estate
from jujiao.kernel.database.acting import acting
from jujiao.testing.cast import Cast

AUDIT: Any = Estate.pgh_event_model  # type: ignore[attr-defined]
AGAIN = "UPDATE estates_estate SET name = name || 'x' WHERE code = %s"


def _rename(cast: Cast, *names: str) -> None:
    for name in names:
        Estate.objects.filter(pk=cast.estate.pk).update(name=name)


def _change_and_undo(cast: Cast) -> None:
    with transaction.atomic():
        _rename(cast, "undone")
        transaction.set_rollback(True)


def _noted(*names: str) -> list[Any]:
    """The person that stands beside each change, in the order of the names."""
    noted = dict(AUDIT.objects.filter(name__in=names).values_list("name", "pgh_context__metadata__user"))
    return [noted[name] for name in names]


def _place_of_context() -> Any:
    """Where the row lies, and who has touched it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid, xmin, xmax FROM pghistory_context")
        return cursor.fetchall()


def test_every_change_of_a_request_has_its_person(cast: Cast) -> None:
    with acting(user=7, url="/somewhere/?q=100%"), transaction.atomic():
        _rename(cast, "a", "b")
        written = _place_of_context()
        _rename(cast, "c")
        assert _place_of_context() == written
    assert _noted("a", "b", "c") == [7, 7, 7]
    assert [each.metadata for each in Context.objects.all()] == [{"user": 7, "url": "/somewhere/?q=100%"}]


def test_what_is_learned_later_is_added(cast: Cast) -> None:
    with acting(url="/x"), transaction.atomic():
        _rename(cast, "a")
        with acting(user=7):
            _rename(cast, "b")
    assert [each.metadata for each in Context.objects.all()] == [{"url": "/x", "user": 7}]


def test_a_rollback_to_a_savepoint_takes_nothing_away(cast: Cast) -> None:
    with acting(user=7), transaction.atomic():
        _change_and_undo(cast)
        _rename(cast, "a")
        with pytest.raises(DatabaseError), transaction.atomic():
            _rename(cast, "b" * 1000)
        _rename(cast, "c")
    assert _noted("a", "c") == [7, 7]
    assert not AUDIT.objects.filter(name="undone").exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_for_the_next_transaction(cast: Cast) -> None:
    with acting(user=7):
        with transaction.atomic():
            _rename(cast, "a")
        _change_and_undo(cast)
        _rename(cast, "b")
        with transaction.atomic():
            _rename(cast, "c")
    _rename(cast, "nobody")
    with acting(user=8), transaction.atomic():
        _rename(cast, "d")
    with transaction.atomic():
        _rename(cast, "nobody either")
    assert _noted("a", "b", "c", "nobody", "d", "nobody either") == [7, 7, 7, None, 8, None]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_told_anew(cast: Cast) -> None:
    with acting(user=7):
        _rename(cast, "a")
        connection.close()
        with transaction.atomic():
            _rename(cast, "b")
    assert _noted("a", "b") == [7, 7]


def test_the_triggers_are_told_once_and_statements_stay_prepared(cast: Cast) -> None:
    said: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    with acting(user=7), transaction.atomic(), connection.execute_wrapper(listen), connection.cursor() as cursor:
        for _turn in range(7):
            cursor.execute(AGAIN, [cast.estate.code])
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'UPDATE estates_estate%%'")
        assert cursor.fetchone() == (1,)
    assert said == ["SELECT", *["UPDATE"] * 7, "SELECT"]
