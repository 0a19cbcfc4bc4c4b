"""A pooled connection that the server has ended is not given to a request; one that is there is not asked."""

import psycopg
import pytest
from django.db import connection
from psycopg import Connection

from jujiao.kernel.database.alive import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def another() -> Connection:
    kept = {"dbname", "user", "password", "host", "port"}
    given = {name: value for name, value in connection.get_connection_params().items() if name in kept}
    return psycopg.connect(**given, autocommit=True)


def test_one_that_is_there_is_asked_nothing(another: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another, "execute", lambda *_asked: pytest.fail("it was asked"))
    with another:
        check(another)


def test_one_that_was_ended_is_found_out(another: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [another.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        check(another)


def test_one_that_has_something_to_tell_is_asked(another: Connection) -> None:
    with another, connection.cursor() as cursor:
        another.execute("LISTEN said")
        other = psycopg.connect(another.info.dsn, password=another.info.password, autocommit=True)
        with other:
            other.execute("NOTIFY said")
        cursor.execute("SELECT pg_sleep(0)")
        check(another)
        assert another.execute("SELECT 1").fetchone() == (1,)
