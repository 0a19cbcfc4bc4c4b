"""Which database this process talks to: the one that DATABASE_URL names, else the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.machine.postgres import Server


@contextmanager
def reachable() -> Iterator[Server | None]:
    """Have a database while inside, its address in DATABASE_URL for this process and its children.

    Yields the embedded server, or None where DATABASE_URL was set before.
    """
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with Server(HOME / "postgres").in_use() as server:
        os.environ["DATABASE_URL"] = server.url()
        try:
            yield server
        finally:
            del os.environ["DATABASE_URL"]
