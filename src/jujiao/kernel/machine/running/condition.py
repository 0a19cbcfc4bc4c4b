"""How the product itself is: the part of `./jujiao doctor` that needs its environment. One finding a line, by tabs."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.machine.postgres import ServerFailed
from jujiao.kernel.machine.reachable import reachable


def main() -> int:
    """Print what is found. Returns 1 where it broke off."""
    kind = "external" if os.environ.get("DATABASE_URL") else "embedded"
    try:
        with reachable():
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
            django.setup()
            _database(kind)
            _mail()
    except ImproperlyConfigured as slip:
        _say("settings", str(slip), "docs/operating.md has every name")
    except ServerFailed as failure:
        _say("database", str(failure).splitlines()[0], "see the end of var/postgres/server.log")
    return 0


def _database(kind: str) -> None:
    from django.db import connection

    from jujiao.kernel.machine.upgrading.asking import DoesNotFit, have_it_fit

    try:
        missing = have_it_fit(upgrading=True)
    except DoesNotFit as why:
        _say("database", kind, str(why))
        return
    version = connection.pg_version  # type: ignore[attr-defined]
    _say("database", f"{kind}, PostgreSQL {version // 10000}.{version % 10000}")
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
