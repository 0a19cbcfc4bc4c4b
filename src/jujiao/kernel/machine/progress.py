"""One short line for each step of a start, with its time. Also used by the launcher: runs on Python 3.8."""

import time
from contextlib import contextmanager
from typing import Iterator


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say what is being done, and how many seconds it took: said when it is done or has failed."""
    begin = time.monotonic()
    done = False
    try:
        yield
        done = True
    finally:
        print(f"  {what:<42} {time.monotonic() - begin:6.1f} s{'' if done else '   failed'}", flush=True)
