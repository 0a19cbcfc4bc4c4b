"""One migrated database of which those of all workers are copies: the migrations run once, not once a worker. A pytest
plugin, and the check that comes before the tests."""

import os
import sys

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

VARIABLE = "JUJIAO_TEST_TEMPLATE"

MIGRATE = (sys.executable, "-m", "jujiao", "migrate", "--verbosity", "0")


def empty() -> None:
    """Has the database of this run made anew, and tells the tests that theirs are copies of it."""
    url = os.environ["DATABASE_URL"]
    name = str(conninfo_to_dict(url)["dbname"])
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    os.environ[VARIABLE] = name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django's door to what it makes databases of."""
    if template := os.environ.get(VARIABLE):
        connection.settings_dict["TEST"]["TEMPLATE"] = template
