"""A database for the tests: a pytest plugin, loaded by name so that it comes before the settings are read.

Without DATABASE_URL the tests use an embedded server of their own, with its fsync off, kept between runs and shared by
runs that happen at the same time. Each run takes a numbered place in it, so that no two use the same database and a
later run finds the same one again (`--reuse-db`).
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.machine.postgres import Server, ServerFailed

PLACES = 20

_held = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Have the database before pytest-django reads the settings. Parallel workers inherit its address."""
    _held.enter_context(reachable())
    return (yield)


def pytest_unconfigure() -> None:
    """Leave the server; the last run out stops it."""
    _held.close()


@contextmanager
def reachable() -> Iterator[bool]:
    """Have a database for tests while inside, its address in DATABASE_URL for this process and its children. Gives
    whether it is a place of our own, where nobody else keeps anything."""
    if os.environ.get("DATABASE_URL"):
        yield False
        return
    with _server() as server, _place(server) as database:
        os.environ["DATABASE_URL"] = server.url(database)
        try:
            yield True
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def _server() -> Iterator[Server]:
    server = Server(HOME / "postgres-test", durable=False)
    try:
        server.enter()
    except ServerFailed:  # it may have lost its data with the machine's power; there is nothing in it to keep
        shutil.rmtree(server.places.data)
        server.enter()
    try:
        yield server
    finally:
        server.leave()


@contextmanager
def _place(server: Server) -> Iterator[str]:
    """The name of a database that no other run uses now."""
    for number in range(1, PLACES + 1):
        with (server.home / f"place-{number}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            name = f"jujiao_{number}"
            server.make_database(name)
            yield name
            return
    raise pytest.UsageError(f"{PLACES} test runs use the database already.")
