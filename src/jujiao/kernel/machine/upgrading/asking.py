"""Asks the database what it is before anything uses or changes it, and refuses it in a sentence."""

import re
from typing import Any, Final

import psycopg
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from jujiao.kernel.machine.upgrading.fitness import objection

OLDEST_SERVER: Final = 150000
"""PostgreSQL 15, as the driver numbers it."""
EXTENSIONS: Final = ("btree_gist", "pg_trgm")
PATIENCE: Final = 8
"""Seconds for one attempt to connect."""

ADVICE: Final = (
    (r"password authentication failed|no password supplied", "Is the password in DATABASE_URL right?"),
    (r'role ".*" does not exist', "Make the role first: docs/operating.md has the words."),
    (r'database ".*" does not exist', "Make the database first: docs/operating.md has the words."),
    (r"no pg_hba.conf entry", "Let that server's pg_hba.conf admit this machine."),
    (r"too many clients|remaining connection slots", "Raise max_connections of that server."),
    (r"starting up|shutting down|recovery", "Try again in a moment."),
    (r"read-write|hot standby|read-only", "Is the one that takes writes among those that DATABASE_URL names?"),
)

ASK_TABLE: Final = """
SELECT 1 FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'django_migrations'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
LIMIT 1
"""
"""Some table that neither an extension nor the list of migrations brought."""
ASK_EXTENSIONS: Final = """
SELECT e.name, e.installed_version IS NOT NULL,
       (r.rolsuper OR (coalesce(v.trusted, false) AND has_database_privilege(current_database(), 'CREATE')))
FROM pg_available_extensions e
JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
JOIN pg_roles r ON r.rolname = current_user
WHERE e.name = ANY(%s)
"""


class DoesNotFit(Exception):
    """The database cannot be used as it is. The text says what it is and what to do; nothing was changed."""


class Unreachable(DoesNotFit):
    """Nobody answers, or not to us: this may pass."""


def have_it_fit(*, upgrading: bool) -> int:
    """Look at the database of the settings; DoesNotFit where it cannot be used. Returns how many migrations it lacks.

    `upgrading` where they are about to be applied: then the right to do so is asked for, else their lack is refused."""
    parameters = connection.get_connection_params()
    own = {key: value for key, value in parameters.items() if key not in {"cursor_factory", "context", "pool"}}
    own.pop("prepare_threshold", None)
    try:
        # Not by the pool, which would only tell that its patience ended.
        with psycopg.connect(**{"connect_timeout": PATIENCE, **own}, autocommit=True) as asked:
            _refuse_old(asked)
            seen = _refuse_strange(asked)
            if upgrading and not seen:
                _refuse_without_rights(asked)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise Unreachable(_unreachable(error)) from error
    lacking = _lacking()
    if lacking and not upgrading:
        raise DoesNotFit(f"The database lacks {lacking} migrations of this version. First: ./jujiao migrate")
    return lacking


def _lacking() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _refuse_old(asked: psycopg.Connection[Any]) -> None:
    version = asked.info.server_version
    if version < OLDEST_SERVER:
        found = f"{version // 10000}.{version % 10000}"
        raise DoesNotFit(f"The server is PostgreSQL {found}; Jujiao needs 15 or later. Nothing was changed.")


def _refuse_strange(asked: psycopg.Connection[Any]) -> frozenset[tuple[str, str]]:
    listed = bool(asked.execute("SELECT 1 FROM pg_class WHERE oid = to_regclass('django_migrations')").fetchone())
    seen = frozenset(asked.execute("SELECT app, name FROM django_migrations").fetchall()) if listed else frozenset()
    if why := objection(has_tables=bool(asked.execute(ASK_TABLE).fetchone()), seen=seen, known=known()):
        raise DoesNotFit(why)
    return seen


def known() -> frozenset[tuple[str, str]]:
    """The migrations of this code, and those that one of them replaces."""
    loader = MigrationLoader(None)
    replaced = {name for migration in loader.disk_migrations.values() for name in migration.replaces}
    return frozenset(loader.disk_migrations) | replaced


def _refuse_without_rights(asked: psycopg.Connection[Any]) -> None:
    found = {name: (installed, may) for name, installed, may in asked.execute(ASK_EXTENSIONS, [list(EXTENSIONS)])}
    for name in EXTENSIONS:
        installed, may = found.get(name, (False, None))
        if may is None:
            raise DoesNotFit(f"The server has no extension {name}: install what comes with PostgreSQL as “contrib”.")
        if not installed and not may:
            raise DoesNotFit(f"The role may not create the extension {name}. As administrator: CREATE EXTENSION {name}")
    if not (asked.execute("SELECT has_schema_privilege(current_schema(), 'CREATE')").fetchone() or [False])[0]:
        raise DoesNotFit("The role may not make tables in this database. Let it be the database's owner.")


def _unreachable(error: psycopg.Error) -> str:
    said = " ".join(str(error).split())
    advice = next((words for pattern, words in ADVICE if re.search(pattern, said)), "")
    return f"The database cannot be used: {said}. {advice or 'Is DATABASE_URL right, and does that server run?'}"
