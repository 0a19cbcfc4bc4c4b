"""A database for the tests: a pytest plugin, loaded by name so that it comes before the settings are read.

Without DATABASE_URL the tests use an embedded server of their own, with its fsync off, kept between runs and shared by
runs that happen at the same time. Each run takes a numbered place in it, so that no two use the same database and a
later run finds the same one again (`--reuse-db`).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from jujiao.kernel.home import HOME
from jujiao.kernel.postgres import Server

PLACES = 20

_held = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Have the database before pytest-django reads the settings. Parallel workers inherit its address."""
    if not os.environ.get("DATABASE_URL"):
        server = _held.enter_context(Server(HOME / "postgres-test", durable=False).in_use())
        os.environ["DATABASE_URL"] = server.url(_held.enter_context(_place(server)))
    return (yield)


def pytest_unconfigure() -> None:
    """Leave the server; the last run out stops it."""
    _held.close()


@contextmanager
def _place(server: Server) -> Iterator[str]:
    """The name of a database that no other run uses now."""
    for number in range(1, PLACES + 1):
        with (server.home / f"place-{number}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield f"jujiao_{number}"
            return
    raise pytest.UsageError(f"{PLACES} test runs use the database already.")
