"""What a start brings up to date before anything is served. Each part is skipped where nothing has changed."""

import hashlib
import os
import sys
from argparse import ArgumentParser, BooleanOptionalAction
from io import StringIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from jujiao.kernel.machine.paths import HOME, PACKAGE
from jujiao.kernel.machine.postgres.locks import exclusive
from jujiao.kernel.machine.progress import progress


def prepare(arguments: list[str]) -> None:
    """Bring database, translations and static files up to date; on a new database, make the demonstration company."""
    parser = ArgumentParser(prog="jujiao prepare", description=prepare.__doc__)
    parser.add_argument("--demo", action=BooleanOptionalAction, default=True)
    parser.add_argument("--people", type=Path, help="a file for who can sign in to the demonstration")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    with progress("translations"):
        compile_translations()
    django.setup()
    from jujiao.kernel.machine.upgrading.alone import alone
    from jujiao.kernel.machine.upgrading.asking import DoesNotFit, have_it_fit

    try:
        have_it_fit(upgrading=True)
    except DoesNotFit as why:
        sys.exit(f"jujiao: {why}")
    with progress("database tables"), alone():
        _migrate()
    with progress("static files"), exclusive((HOME / "static.lock").open("a")):
        collect_static()
    if wanted.demo:
        with alone():
            if _nobody_is_here():
                with progress("demonstration company"):
                    _make_demonstration()
    if wanted.people:
        _say_people(wanted.people)


def compile_translations(package: Path = PACKAGE) -> None:
    """Compile the catalogues of all apps into one for each language, where one of them is newer than that: Django asks
    the catalogues one after the other for every word, so one that all share is as quick as ever."""
    by_language: dict[str, list[Path]] = {}
    for source in sorted(package.rglob("locale/*/LC_MESSAGES/django.po")):
        by_language.setdefault(source.parts[-3], []).append(source)
    for language, sources in by_language.items():
        target = package / "locale" / language / "LC_MESSAGES" / "django.mo"
        if not target.exists() or any(one.stat().st_mtime > target.stat().st_mtime for one in sources):
            _compile(sources, language, target)


def _compile(sources: list[Path], language: str, target: Path) -> None:
    whole = Catalog(locale=language)
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:  # the head, which each has, is made anew
                    whole[message.id] = message
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, whole)
    fresh.replace(target)


def _migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _call("migrate", "--no-input")


def collect_static() -> None:
    """Collect the static files when one of them changed since the last time."""
    stamp = HOME / "static.stamp"
    found = _fingerprint()
    if stamp.exists() and stamp.read_text() == found:
        return
    _call("collectstatic", "--no-input", "--clear")
    stamp.write_text(found)


def _fingerprint() -> str:
    """What tells one set of static files from another: names, sizes and times."""
    from django.contrib.staticfiles.finders import get_finders

    mark = hashlib.sha256(str(PACKAGE).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            mark.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def _nobody_is_here() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


def _make_demonstration() -> None:
    """All of it or nothing: half a company would keep the next start from making a whole one."""
    from django.db import transaction

    with transaction.atomic():
        _call("demo", "--small")


def _say_people(file: Path) -> None:
    """Written here, where the product is loaded: a process for it alone would hold up the web servers' start."""
    if (HOME / "demonstration").exists():
        file.write_text(_call("demo", "--people"), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)


def _call(*command: str) -> str:
    """Run a command of Django's; returns what it says, which is shown only when it fails."""
    from django.core.management import call_command

    said = StringIO()
    try:
        call_command(*command, stdout=said, verbosity=0)
    except BaseException:
        print(said.getvalue(), end="")
        raise
    return said.getvalue()
