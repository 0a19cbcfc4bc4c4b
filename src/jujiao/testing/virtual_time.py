"""Runs a coroutine on a clock that jumps to the next timer as soon as nothing is left to do.

For what waits on timers alone: no test depends on how busy the machine is, and an hour takes no time."""

import asyncio
import selectors
from collections.abc import Coroutine


class _Jumping(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("nothing is left to do and no timer is set: this would wait for ever")
        self.now += max(timeout, 0)
        return super().select(0)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop whose `time()` begins at 0. Threads and sockets are not waited for."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run[Result](story: Coroutine[object, object, Result]) -> Result:
    """What asyncio.run does, in virtual time."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(story)
