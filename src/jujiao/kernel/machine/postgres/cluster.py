"""What a server stands on: its data folder, the product's role and its database."""

import os
import shutil

import psycopg
from psycopg import sql

from jujiao.kernel.machine.postgres.configuration import OWNER, SUPERUSER
from jujiao.kernel.machine.postgres.errors import ServerFailed
from jujiao.kernel.machine.postgres.places import Places


def make_data(places: Places, *, durable: bool) -> None:
    """Make the data folder where there is none. One that was left half made is made again.

    A folder that holds anything else is refused, never removed: ServerFailed.
    """
    half_made = places.data.with_name("data-is-being-made")
    if places.data.exists() and not half_made.exists():
        if (places.data / "PG_VERSION").exists():
            _check_version(places)
            return
        raise ServerFailed(f"{places.data} is no data folder of PostgreSQL, and not ours to remove. Move it away.")
    half_made.touch()
    shutil.rmtree(places.data, ignore_errors=True)
    places.account.own(places.data)
    made = places.account.run(
        [
            str(places.programs / "initdb"),
            *("--pgdata", str(places.data), "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8"),
            *("--locale-provider", "builtin", "--locale", "C.UTF-8", "--no-instructions"),
            *(() if durable else ("--no-sync",)),
        ],
        environment=environment(),
    )
    if made.returncode != 0:
        raise ServerFailed(f"PostgreSQL could not make its data folder {places.data}:\n{made.stdout.strip()}")
    half_made.unlink()


def _check_version(places: Places) -> None:
    """Refuse a data folder that another major version made, before the server is started on it: ServerFailed."""
    made_by = (places.data / "PG_VERSION").read_text(encoding="utf-8").strip()
    said = places.account.run([str(places.programs / "postgres"), "--version"], environment=environment()).stdout
    ours = said.rpartition(" ")[2].partition(".")[0].strip()
    if made_by != ours:
        raise ServerFailed(
            f"{places.data} was made by PostgreSQL {made_by}, and this version of Jujiao brings PostgreSQL {ours}, "
            "which cannot read it. Nothing was changed. Start the version of Jujiao that made it, or carry the data "
            f"over with pg_dump and pg_restore of PostgreSQL {made_by}."
        )


def make_role(connection: psycopg.Connection) -> None:
    """Make the product's role where it is missing."""
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(OWNER)))


def make_database(connection: psycopg.Connection, name: str) -> None:
    """Make a database that belongs to the product's role, where it is missing."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        names = sql.Identifier(name), sql.Identifier(OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def environment() -> dict[str, str]:
    """The environment of the server's programs: nothing of ours that could bend them (PGDATA, PGPORT, languages)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}
