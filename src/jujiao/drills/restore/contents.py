"""All that a database and its files hold at one moment, as numbers that can be compared."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
FILES = "SELECT file FROM kernel_attachment UNION SELECT thumbnail FROM kernel_attachment WHERE thumbnail <> ''"
SUM = "SELECT count(*), coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM {} AS t"


@dataclass(frozen=True)
class Contents:
    """Rows and a hash over all of them for each table; the checksum of each file that a row names."""

    at: datetime
    tables: dict[str, tuple[int, str]]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        return sum(count for count, _hash in self.tables.values())


def contents(connection: psycopg.Connection[Any], media: Path) -> Contents:
    """Reads everything while nobody can write: whoever does, waits, and goes on a moment after `at`."""
    names = [row[0] for row in connection.execute(TABLES)]
    while True:
        try:
            with connection.transaction():
                every = sql.SQL(", ").join(map(sql.Identifier, names))
                connection.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(every))
                at = connection.execute("SELECT clock_timestamp()").fetchall()[0][0]
                tables = {name: _sum(connection, name) for name in names}
                files = [row[0] for row in connection.execute(FILES)]
                kept = {name: _checksum(media / name) for name in files}
            return Contents(at, tables, kept)
        except psycopg.errors.DeadlockDetected:
            continue  # somebody held one table and wanted another


def differences(before: Contents, after: Contents) -> list[str]:
    """One sentence for each table and each file that is not as it was."""
    said = [
        f"{name} had {count} rows and has {after.tables.get(name, (0, ''))[0]}, or others"
        for name, (count, mark) in before.tables.items()
        if after.tables.get(name) != (count, mark)
    ]
    said += [f"{name} is another file" for name, mark in before.files.items() if after.files.get(name) != mark]
    return said + [f"{name} was not there" for name in after.tables.keys() - before.tables.keys()]


def _sum(connection: psycopg.Connection[Any], name: str) -> tuple[int, str]:
    count, mark = connection.execute(sql.SQL(SUM).format(sql.Identifier(name))).fetchall()[0]
    return count, mark


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
