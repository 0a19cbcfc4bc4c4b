"""`python -m jujiao COMMAND`: the product's own commands and Django's, with a database at hand."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.machine import stopping
from jujiao.kernel.machine.postgres import Server, ServerFailed
from jujiao.kernel.machine.private import keep_private
from jujiao.kernel.machine.reachable import reachable

BACKUPS = ("backup", "restore", "keep-backups")
"""Commands that see to the database themselves: a restore needs it not to run."""

AT_A_PROMPT = ("shell", "dbshell")
"""Commands at which Ctrl-C takes back a line."""


def main(arguments: list[str]) -> int:
    """Carry out one command. Leaving it, by whichever way, also leaves the database in order."""
    stopping.listen()
    if arguments and arguments[0] in AT_A_PROMPT:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    keep_private()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    try:
        if arguments and arguments[0] in BACKUPS:
            return _see_to_backups(*arguments)
        with reachable() as server:
            return _carry_out(arguments, server)
    except (ServerFailed, ImproperlyConfigured) as failure:
        print(f"jujiao: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _carry_out(arguments: list[str], server: Server | None) -> int:
    match arguments:
        case ["run", *rest]:
            from jujiao.kernel.machine.running.run import run

            return run(rest, server)
        case ["prepare", *rest]:
            from jujiao.kernel.machine.running.prepare import prepare

            prepare(rest)
        case _:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["jujiao", *arguments])
    return 0


def _see_to_backups(word: str, *arguments: str) -> int:
    from jujiao.kernel.machine.backup import commands

    does = {"backup": commands.backup, "restore": commands.restore, "keep-backups": commands.keep}
    return does[word](list(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
