"""`python -m jujiao COMMAND`: the product's own commands and Django's, with a database at hand."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from jujiao.kernel.database import reachable
from jujiao.kernel.postgres import ServerFailed


def main(arguments: list[str]) -> None:
    """Carry out one command. Leaving it, by whichever way, also leaves the database in order."""
    signal.signal(signal.SIGTERM, _leave)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    try:
        with reachable() as server:
            if arguments[:1] == ["run"]:
                from jujiao.kernel.running import run

                sys.exit(run(arguments[1:], server))
            from django.core.management import execute_from_command_line

            execute_from_command_line(["jujiao", *arguments])
    except ServerFailed as failure:
        sys.exit(f"jujiao: {failure}")


def _leave(signal_number: int, _frame: FrameType | None) -> NoReturn:
    """Leave as after Ctrl-C, so that what is open gets closed."""
    sys.exit(128 + signal_number)


if __name__ == "__main__":
    main(sys.argv[1:])
