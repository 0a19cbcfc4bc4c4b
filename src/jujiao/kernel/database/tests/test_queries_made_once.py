"""A compiled query answers as the query itself does, builds its SQL once, and keeps nothing of a call for the next."""

from threading import Thread
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from jujiao.company.estates.models import Estate
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.machine import clock

pytestmark = pytest.mark.django_db

BUILT: list[str] = []


@compiled
def by_key(*, key: str) -> QuerySet[Session]:
    BUILT.append("by_key")
    return Session.objects.filter(session_key=key)


@compiled
def by_number(*, number: int) -> QuerySet[Estate]:
    return Estate.objects.filter(pk=number)


@compiled
def among(*, keys: list[str]) -> QuerySet[Session]:
    return Session.objects.filter(session_key__any_of=keys).order_by("session_key")


@compiled
def data_of(prefix: str, *, key: str) -> QuerySet[Session, Any]:
    BUILT.append(prefix)
    return Session.objects.filter(Q(session_data__startswith=prefix), session_key=key).values_list("session_data")


@compiled
def nothing(*, key: str) -> QuerySet[Session]:
    return Session.objects.none().filter(session_key=key)


@compiled
def counted(*, keys: list[str]) -> QuerySet[Session, Any]:
    return Session.objects.filter(session_key__any_of=keys).values("session_data").annotate(n=Count("*"))


@pytest.fixture(autouse=True)
def _three_sessions() -> None:
    BUILT.clear()
    now = clock.now()
    Session.objects.bulk_create(
        Session(session_key=key, session_data=f"data of {key}"[:6], expire_date=now) for key in "abc"
    )


def test_each_call_gets_its_own_rows_by_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert [row.pk for row in by_key(key="a")] == ["a"]
        assert [row.pk for row in by_key(key="b")] == ["b"]
        assert by_key(key="unknown") == []
    assert len(asked) == 3
    assert BUILT.count("by_key") <= 1


def test_a_row_that_changed_is_read_anew() -> None:
    assert by_key(key="a")[0].session_data == "data o"
    Session.objects.filter(pk="a").update(session_data="other")
    assert by_key(key="a")[0].session_data == "other"


def test_positional_arguments_become_part_of_the_statement() -> None:
    assert data_of("data", key="a") == [("data o",)]
    assert data_of("else", key="a") == []
    assert data_of("data", key="c") == [("data o",)]
    assert BUILT == ["data", "else"]


def test_a_list_of_any_length_is_one_parameter() -> None:
    assert [row.pk for row in among(keys=["c", "a", "unknown"])] == ["a", "c"]
    assert among(keys=[]) == []
    assert counted(keys=["a", "b"]) == [{"session_data": "data o", "n": 2}]


def test_a_list_may_be_given_to_an_ordinary_query_too() -> None:
    assert Session.objects.filter(session_key__any_of=["a", "b"]).count() == 2


def test_a_query_that_can_find_nothing_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert nothing(key="a") == []
    assert len(asked) == 0


def test_what_a_call_is_given_is_never_part_of_the_text() -> None:
    assert by_key(key="' OR ''='") == []
    assert by_key(key="%s") == []


@pytest.mark.parametrize("number", [2**63, -(2**64), 10**400])
def test_a_number_that_no_column_can_hold_finds_nothing(number: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert by_number(number=number) == []
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_by_its_own_connection() -> None:
    assert [row.pk for row in by_key(key="a")] == ["a"]
    found: list[str] = []

    def ask() -> None:
        found.extend(row.pk for row in by_key(key="b"))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == ["b"]


@compiled
def by_truth(*, key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key) if key else Session.objects.all()


@compiled
def by_answer(*, key: str) -> QuerySet[Session]:
    known = list(Session.objects.values_list("session_key", flat=True))
    return Session.objects.filter(session_key__in=known, session_data=key)


def test_a_slot_that_is_none_is_refused() -> None:
    """`= NULL` is never true: it would find nothing where Django's own query finds the rows without a value."""
    with CaptureQueriesContext(connection) as asked, pytest.raises(TypeError, match="'key'"):
        by_key(key=None)  # type: ignore[arg-type]
    assert len(asked) == 0


def test_a_slot_is_not_asked_whether_it_is_true() -> None:
    """It stands for every value at once, also for those that are false."""
    with pytest.raises(TypeError, match="`key` has no value yet"):
        by_truth(key="")


def test_no_statement_is_sent_while_a_query_is_built() -> None:
    """What it answered would be part of the SQL, also after the rows have changed: a right withdrawn would live on."""
    with pytest.raises(RuntimeError, match="kept for ever"):
        by_answer(key="a")
    assert list(Session.objects.order_by("pk").values_list("pk", flat=True)) == ["a", "b", "c"]
