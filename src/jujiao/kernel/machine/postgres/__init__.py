"""The embedded PostgreSQL: a server of our own that needs no installation.

The server's life is shared. Whoever needs it *uses* it; the first user starts it, later users join, and the last one to
leave stops it. A user is a process that holds a shared file lock, so one that is killed leaves at that moment, and a
server that lost all its users that way is adopted by the next one.

    with Server(home / "postgres").in_use() as server:
        connect(server.url("jujiao"))

Imports nothing of Django: it runs before there are settings.
"""

from jujiao.kernel.machine.postgres.errors import ServerFailed
from jujiao.kernel.machine.postgres.server import Server

__all__ = ["Server", "ServerFailed"]
