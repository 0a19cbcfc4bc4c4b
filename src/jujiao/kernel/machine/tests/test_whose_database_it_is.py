"""A database that is not ours, or of another age, is said to be so before anything in it is changed."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from jujiao.kernel.machine.upgrading import asking
from jujiao.kernel.machine.upgrading.alone import alone
from jujiao.kernel.machine.upgrading.asking import DoesNotFit, Unreachable, _unreachable, have_it_fit, known
from jujiao.kernel.machine.upgrading.fitness import objection

OURS = {("kernel", "0001_extensions"), ("kernel", "0002_tables"), ("auth", "0001_initial")}


def say(*seen: tuple[str, str], has_tables: bool = True) -> str:
    return objection(has_tables=has_tables, seen=frozenset(seen), known=OURS)


def test_a_new_one_an_old_one_and_one_that_was_broken_off_fit() -> None:
    assert not say(has_tables=False)
    assert not say(*OURS)
    assert not say(("auth", "0001_initial"))
    assert not say(("kernel", "0001_extensions"), ("auth", "0001_initial"))


def test_one_of_a_later_version_is_named_so() -> None:
    said = say(*OURS, ("kernel", "0003_more"), ("visits", "0001_tables"))
    assert "made by a later version of Jujiao" in said
    assert "(kernel.0003_more, visits.0001_tables)" in said
    assert "restore a backup from before the upgrade" in said


def test_one_from_before_the_migrations_began_anew_is_named_so() -> None:
    said = say(("kernel", "0001_initial"))
    assert "from which no way leads to this one" in said
    assert "(kernel.0001_initial)" in said
    assert "(kernel.0001_extensions, kernel.0002_tables)" in said


def test_one_of_another_program_is_named_so() -> None:
    assert "it holds tables, and no list of migrations" in say()
    assert "it has seen the migrations of shop" in say(("shop", "0001_initial"), ("auth", "0001_initial"))


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ('FATAL:  password authentication failed for user "jujiao"', "Is the password in DATABASE_URL right?"),
        ('FATAL:  role "jujiao" does not exist', "Make the role first"),
        ('FATAL:  database "x" does not exist', "Make the database first"),
        ("connection refused", "Is DATABASE_URL right, and does that server run?"),
    ],
)
def test_who_cannot_come_in_hears_why_and_what_to_do(error: str, advice: str) -> None:
    said = _unreachable(psycopg.OperationalError(f"connection failed: {error}\n"))
    assert " ".join(error.split()) in said
    assert advice in said


def test_each_migration_is_whole_or_not_at_all() -> None:
    migrations: dict[Any, Migration] = MigrationLoader(None).disk_migrations
    ours = [name for name, each in migrations.items() if each.__module__.startswith("jujiao.") and not each.atomic]
    assert ours == []


@pytest.fixture
def later(db: None) -> Iterator[None]:
    """The tests' database, as a later version would have left it; seen by other connections, and taken back."""
    other = connected()
    other.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('kernel', '9999_later', now())")
    yield
    other.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    other.close()


def connected() -> psycopg.Connection[Any]:
    return psycopg.connect(**mine(), autocommit=True)


def mine() -> dict[str, Any]:
    """Where the tests' database is."""
    parameters = connection.get_connection_params()
    return {key: value for key, value in parameters.items() if key in {"dbname", "host", "port", "user", "password"}}


@pytest.mark.django_db
def test_the_tests_own_fits() -> None:
    assert have_it_fit(upgrading=False) == 0
    assert ("kernel", "0001_extensions") in known()


@pytest.mark.usefixtures("later")
def test_neither_an_upgrade_nor_a_worker_touches_a_later_one() -> None:
    for upgrading in (True, False):
        with pytest.raises(DoesNotFit, match=r"later version.*kernel\.9999_later"):
            have_it_fit(upgrading=upgrading)
    for command in ("migrate", "work"):
        with pytest.raises(CommandError, match="later version"):
            call_command(command)


@pytest.mark.django_db
def test_one_with_tables_of_another_program_is_refused() -> None:
    with psycopg.connect(**mine()) as asked:
        asked.execute("CREATE SCHEMA elsewhere")
        asked.execute("SET search_path = elsewhere")
        asking._refuse_strange(asked)
        asked.execute("CREATE TABLE things (id int)")
        with pytest.raises(DoesNotFit, match="belongs to another program"):
            asking._refuse_strange(asked)
        asked.rollback()


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    # The connection itself: the proxy may mean another one by the time this is taken back.
    nowhere = {"host": "127.0.0.1", "port": "1", "dbname": "x"}
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "get_connection_params", lambda: nowhere)
    with pytest.raises(Unreachable, match=r"refused.*does that server run\?"):
        have_it_fit(upgrading=True)


@pytest.mark.django_db
def test_of_two_starts_one_upgrades_and_the_other_waits() -> None:
    waited, done = connected(), threading.Event()

    def second() -> None:
        waited.execute("SELECT pg_advisory_lock(%s)", [0x6A756A69])
        done.set()

    with alone(), alone():
        thread = threading.Thread(target=second)
        thread.start()
        assert not done.wait(0.3)
    assert done.wait(10)
    thread.join()
    waited.close()


def test_the_program_says_it_without_a_traceback() -> None:
    """The real command, on a server that is not there."""
    command = [sys.executable, "-m", "jujiao", "migrate"]
    environment = {**os.environ, "DATABASE_URL": "postgresql://u:secret@127.0.0.1:1/x"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Is DATABASE_URL right, and does that server run?" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
