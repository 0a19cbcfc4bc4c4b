"""How a process is told to stop: by SIGTERM, Ctrl-C, or a terminal that is closed. Also used by the launcher: runs on
Python 3.8."""

import signal
import sys
from types import FrameType
from typing import Callable, NoReturn, Optional

try:
    import ctypes
except ImportError:  # some builds of Python come without it
    _libc = None
else:
    _libc = ctypes.CDLL(None) if sys.platform == "linux" else None

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

Handler = Callable[[int, Optional[FrameType]], None]

TOLD_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def listen(leave: Optional[Handler] = None) -> None:
    """Leave in order at the first of these signals, by SystemExit; further ones change nothing, so that Ctrl-C pressed
    twice leaves nothing behind. `leave` stands in for SystemExit where something is to be finished first.

    SIGINT stops it even where it was started in the background of a script, whose children inherit it as ignored.
    SIGHUP stays ignored under nohup, which asks for just that.
    """
    for number in TOLD_BY:
        if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
            continue
        signal.signal(number, leave or _leave)


def _leave(number: int, _frame: Optional[FrameType]) -> NoReturn:
    for each in TOLD_BY:
        if signal.getsignal(each) == _leave:
            signal.signal(each, _leaving_already)
    sys.exit(128 + number)


def _leaving_already(_number: int, _frame: Optional[FrameType]) -> None:
    """Not SIG_IGN: the programs that are started to clean up would inherit that."""


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Run in a child before its program: have the kernel send it this signal when its parent ends, by whichever way.
    Linux only; elsewhere it stays behind where the parent is killed."""
    if _libc is not None:
        _libc.prctl(END_WITH_PARENT, number)
