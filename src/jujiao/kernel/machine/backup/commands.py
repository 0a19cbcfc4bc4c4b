"""`./jujiao backup`, `./jujiao restore` and the process that `./jujiao run` starts for the backups."""

import logging
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from jujiao.kernel.machine.backup import making, restoring
from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.backup.keeper import HOUSE, Keeper
from jujiao.kernel.machine.backup.shelf import Kept, Shelf, shelf
from jujiao.kernel.machine.backup.source import EXTERNAL, Source, embedded
from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.machine.postgres import Server, ServerFailed
from jujiao.kernel.machine.private import close


def backup(arguments: list[str]) -> int:
    """Make a backup now, show what is kept, or check one again."""
    parser = ArgumentParser(prog="./jujiao backup", description=backup.__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="show the good backups")
    what.add_argument("--check", metavar="NAME", help="read a backup again, every file by its checksum")
    wanted = parser.parse_args(arguments)
    try:
        if wanted.list:
            return _list(shelf())
        if wanted.check:
            making.check(shelf().folder / wanted.check, shelf())
            print(f"{wanted.check}: every file and every attachment is as it was.")
            return 0
        with _source() as source:
            kept = making.make(source, shelf())
        print(f"{kept.name} is good: {_megabytes(kept)} MB, {kept.photos} files, in {shelf().folder}")
    except (BackupFailed, ServerFailed) as failure:
        print(f"jujiao backup: {failure}", file=sys.stderr)
        return 1
    return 0


def restore(arguments: list[str]) -> int:
    """Put back the state of a moment, in place or into a folder of its own."""
    parser = ArgumentParser(prog="./jujiao restore", description=restore.__doc__)
    parser.add_argument("--at", type=_moment, help="the moment, as 2026-11-23T09:59:59; local unless it says otherwise")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="a new JUJIAO_HOME; without it, the present one")
    parser.add_argument("--from", type=Path, dest="source", metavar="FOLDER", help="backups that lie elsewhere")
    wanted = parser.parse_args(arguments)
    home = wanted.into.resolve() if wanted.into else HOME
    try:
        _refuse_unless_ours(wanted.into)
        place = Shelf(wanted.source.resolve()) if wanted.source else shelf()
        restored = restoring.restore(place, home, at=wanted.at)
    except (BackupFailed, ServerFailed) as failure:
        print(f"jujiao restore: {failure}", file=sys.stderr)
        return 1
    moment = wanted.at.astimezone(HOUSE).isoformat(sep=" ") if wanted.at else "the last known moment"
    print(f"{home} is as at {moment}: from {restored.base.name}, {restored.segments} pieces of the log,")
    print(f"{restored.photos} files put back. Start it: {'' if home == HOME else f'JUJIAO_HOME={home} '}./jujiao run")
    return 0


def _refuse_unless_ours(into: Path | None) -> None:
    if into is None and os.environ.get("DATABASE_URL") and embedded() is None:
        raise BackupFailed(EXTERNAL)
    if into and (into / "postgres" / "data").exists():
        raise BackupFailed(f"{into} holds a database already. Name a new folder.")


def keep(_arguments: list[str]) -> int:
    """Keep the backups up until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        shelf().make()
        close(shelf().folder)
        with _source() as source:
            Keeper(source, shelf(), now=datetime.now(UTC)).run()
    except (BackupFailed, ServerFailed) as failure:
        print(f"jujiao: {failure}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _source() -> Iterator[Source]:
    server = embedded() or (None if os.environ.get("DATABASE_URL") else Server(HOME / "postgres"))
    if server is None:
        raise BackupFailed(EXTERNAL)
    with server.in_use():
        yield Source(server)


def _list(place: Shelf) -> int:
    for kept in place.kept():
        at = kept.ended_at.astimezone(HOUSE)
        print(f"{kept.name}  complete at {at:%Y-%m-%d %H:%M:%S}  {_megabytes(kept):>8} MB  {kept.photos} files")
    return 0


def _megabytes(kept: Kept) -> str:
    return f"{kept.bytes / 1_000_000:.1f}"


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=HOUSE)
