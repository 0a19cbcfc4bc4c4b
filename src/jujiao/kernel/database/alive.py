"""Whether a connection that lay in the pool is still there, asked for each request."""

import select
from typing import Any

from psycopg_pool import ConnectionPool


def check(connection: Any) -> None:
    """Returns quietly where it is; psycopg.OperationalError otherwise.

    A server that ends a connection says so, or its end of the line is closed: either way there is something to be read,
    where nothing has been asked. Only then is the server asked, which costs a round trip."""
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if line.poll(0):
        ConnectionPool.check_connection(connection)
