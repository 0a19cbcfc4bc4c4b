"""A list costs the same number of queries however long it is; the number is committed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jujiao.company.accounts import sessions
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.proofs import merged
from jujiao.testing.samples import arguments

COMMITTED = merged("query_counts")
LISTS = merged("lists")
FEW, MANY = 2, 30


def queries_of(client: Client, url: str) -> int:
    vars(sessions)["_whose"].clear()  # counted as the first page that a process gives to a session
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_few(name: str, cast: Cast, sign_in: SignIn) -> None:
    page = LISTS[name]
    reader = getattr(cast, page.reader)
    client, url = sign_in(reader), reverse(name, kwargs=arguments(name, cast, reader))
    for _ in range(FEW):
        page.add(cast)
    client.get(url)  # what a process keeps for good is read once
    few = queries_of(client, url)
    for _ in range(MANY):
        page.add(cast)
    many = queries_of(client, url)
    # How long a list is, is asked only where a page does not hold it all.
    assert (few in {many, many - 1}, many) == (True, COMMITTED[name])
