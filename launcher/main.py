"""Which words do what."""

import errno
import os
import sys
from typing import List, NoReturn

from jujiao.kernel.machine import stopping
from launcher import assets, doctor, environment
from launcher.trouble import Trouble

USAGE = """Jujiao (聚焦)

  ./jujiao run [--port 8000]   start everything on this machine; Ctrl-C stops it
  ./jujiao test [...]          run every check; words after it go to pytest
  ./jujiao backup [--list]     make a backup now, or show those that are kept
  ./jujiao restore [--at TIME] [--into FOLDER]
                               put back the state of a moment
  ./jujiao drill NAME          try on real processes what the product promises
  ./jujiao bench               measure how quick it is
  ./jujiao doctor              say what is missing and how to mend it
  ./jujiao COMMAND [...]       a command of the product, such as: due, demo, token, openapi, shell, migrate

Everything that is written goes to var/ (JUJIAO_HOME); DATABASE_URL names a PostgreSQL of your own.
"""

UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)
"""Of another account, a disk that takes nothing, or a file where a folder should be."""


def main(arguments: List[str]) -> int:
    """Do what the words say. Returns the exit code; does not return where the product takes over."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(USAGE)
        return 0
    stopping.listen()
    try:
        environment.have_home()
        environment.keep_bytecode()
        if arguments[0] == "doctor":
            return doctor.examine()
        if arguments[0] == "test":
            environment.make(tests=True)
            assets.make()
            return _hand_over("jujiao.testing.checks", arguments[1:])
        tries = arguments[0] in {"drill", "bench"}
        environment.make(tests=tries)
        if tries or arguments[0] == "run":
            assets.make()
        return _hand_over("jujiao", arguments)
    except Trouble as trouble:
        print(f"\njujiao: {trouble}", file=sys.stderr)
        return 1
    except OSError as denied:
        if denied.errno not in UNWRITABLE:
            raise
        words = f"{denied.filename} cannot be written: {denied.strerror}. Set JUJIAO_HOME to a folder of your own."
        print(f"\njujiao: {words}", file=sys.stderr)
        return 1


def _hand_over(module: str, arguments: List[str]) -> NoReturn:
    """Become the product: one process, so that signals reach it."""
    sys.stdout.flush()
    python = str(environment.PYTHON)
    os.execv(python, [python, "-m", module, *arguments])
