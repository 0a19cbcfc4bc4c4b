"""As whom the server's programs run: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from jujiao.kernel.machine.postgres.errors import ServerFailed

KNOWN_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A way to run a program: a prefix of the command, or another user's number, or neither."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    def run(self, command: list[str], *, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run to the end and keep what it said."""
        return subprocess.run(
            [*self.prefix, *command],
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )

    def start(self, command: list[str], *, log: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start and let run in a session of its own, so that neither Ctrl-C nor our end reaches it."""
        with log.open("ab") as output:
            return subprocess.Popen(
                [*self.prefix, *command],
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def own(self, folder: Path) -> None:
        """Make a private folder that this account may write to."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.give(folder)

    def give(self, path: Path) -> None:
        """Hand over something that we made."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)

    def can_use(self, programs: Path, home: Path) -> bool:
        """Whether this account can reach these programs and this folder, and the machine lets us become it."""
        try:
            reached = self.run(["/bin/sh", "-c", '"$0/postgres" --version && test -x "$1"', str(programs), str(home)])
        except OSError:
            return False
        return reached.returncode == 0


def accounts() -> list[Account]:
    """The accounts to try, best first. As an ordinary user with a name there is one: oneself."""
    if os.geteuid() != 0 and has_name(os.geteuid()):
        return [Account()]
    known = [entry for entry in map(_look_up, KNOWN_ACCOUNTS) if entry]
    # Inside a user namespace root, or a number without a name, bears another number, and the files stay its own. initdb
    # wants that number to have a name, so one from the machine's own list is taken.
    named = known[0] if known else next((entry for entry in pwd.getpwall() if entry.pw_uid), None)
    unshare = shutil.which("unshare")
    found: list[Account] = []
    if unshare and named:
        found.append(Account((unshare, "--user", f"--map-user={named.pw_uid}", f"--map-group={named.pw_gid}", "--")))
    if os.geteuid() != 0:
        return found
    return found + [Account(user=entry.pw_uid, group=entry.pw_gid) for entry in known]


def choose(programs: Path, home: Path) -> Account | None:
    """The first account that can use these programs and this folder; None where another place is needed."""
    return next((account for account in accounts() if account.can_use(programs, home)), None)


def has_name(number: int) -> bool:
    """Whether the machine knows this account by a name. A container may run as a number that it does not."""
    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def _look_up(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def refused() -> ServerFailed:
    """For a root, or a number without a name, who may become nobody else."""
    if os.geteuid() != 0:
        return ServerFailed(
            f"PostgreSQL runs only for an account with a name, and number {os.geteuid()} has none on this machine. "
            "Give it one in /etc/passwd, start as another account, or set DATABASE_URL."
        )
    return ServerFailed(
        "PostgreSQL does not run as root, and this machine lets root become no other account. "
        "Start as an ordinary user, or set DATABASE_URL."
    )
