"""How the product itself is: the part of `./jujiao doctor` that needs its environment. One finding a line, by tabs."""

import os
import sys

import django

from jujiao.kernel.database import reachable
from jujiao.kernel.postgres import ServerFailed

OLDEST_SERVER = 150000
"""PostgreSQL 15, as the driver numbers it."""


def main() -> int:
    """Print what is found. Returns 1 where it broke off."""
    kind = "external" if os.environ.get("DATABASE_URL") else "embedded"
    try:
        with reachable():
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
            django.setup()
            if _database(kind):
                _migrations()
            _mail()
    except ServerFailed as failure:
        _say("database", str(failure).splitlines()[0], "see the end of var/postgres/server.log")
    return 0


def _database(kind: str) -> bool:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        _say("database", str(error).splitlines()[0], "is DATABASE_URL right, and does that server run?")
        return False
    version = connection.pg_version  # type: ignore[attr-defined]
    said = f"{kind}, PostgreSQL {version // 10000}.{version % 10000}"
    _say("database", said, "" if version >= OLDEST_SERVER else "PostgreSQL 15 or later is needed")
    return True


def _migrations() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _say("migrations", f"{missing} to be done" if missing else "all done", "./jujiao migrate" if missing else "")


def _mail() -> None:
    host = os.environ.get("JUJIAO_MAIL_HOST")
    if host:
        _say("mail", f"by {host}")
    else:
        _say("mail", "printed to the console", "set JUJIAO_MAIL_HOST to send it", wrong=False)


def _say(what: str, found: str, mend: str = "", *, wrong: bool = True) -> None:
    print(what, found.replace("\t", " "), mend, "wrong" if wrong else "note", sep="\t")


if __name__ == "__main__":
    sys.exit(main())
