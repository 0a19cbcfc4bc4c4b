"""Statements are planned once for a connection, and triggers still learn who acts."""

import pghistory
import pytest
from django.db import connection
from pghistory.models import Context

from jujiao.kernel import live
from jujiao.testing.cast import Cast

LOOK = "SELECT count(*) FROM estates_estate WHERE code = %s"


def test_a_statement_that_comes_often_is_prepared(cast: Cast) -> None:
    with connection.cursor() as cursor:
        for _turn in range(7):
            cursor.execute(LOOK, [cast.estate.code])
            assert cursor.fetchone() == (1,)
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT count(*) FROM estates%%'"
        )
        assert cursor.fetchone() == (1,)


def test_a_change_keeps_who_acted(cast: Cast) -> None:
    with pghistory.context(user=cast.clerk.user.pk, url="/somewhere/?q=100%"):
        cast.estate.name = "云栖花园（北）"
        cast.estate.save()
        live.changed("estate:1")
    assert [each.metadata for each in Context.objects.all()] == [
        {"user": cast.clerk.user.pk, "url": "/somewhere/?q=100%"}
    ]


@pytest.mark.parametrize("given", ["100%", "a'b", "%s", '{"a": 1}'])
def test_what_is_written_so_is_what_was_given(cast: Cast, given: str) -> None:
    with pghistory.context(user=1):
        type(cast.estate).objects.filter(pk=cast.estate.pk).update(name=given)
    cast.estate.refresh_from_db()
    assert cast.estate.name == given
