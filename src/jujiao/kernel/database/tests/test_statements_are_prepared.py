"""Statements are planned once for a connection."""

import pytest
from django.db import connection

from jujiao.kernel.database.acting import acting
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


@pytest.mark.parametrize("given", ["100%", "a'b", "%s", '{"a": 1}'])
def test_what_is_written_so_is_what_was_given(cast: Cast, given: str) -> None:
    with acting(user=1):
        type(cast.estate).objects.filter(pk=cast.estate.pk).update(name=given)
    cast.estate.refresh_from_db()
    assert cast.estate.name == given
