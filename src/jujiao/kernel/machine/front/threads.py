"""The threads that pages run in, and the line before them."""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from jujiao.kernel.machine.front import bounds


class Full(Exception):
    """Too many wait already."""


class Threads:
    """A fixed number of threads. What they do is never begun by more than so many at once, nor waited for by more."""

    def __init__(self, loop: asyncio.AbstractEventLoop, count: int, waiting: int = bounds.WAITING) -> None:
        self.loop, self.waiting = loop, waiting
        self.jobs: SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]]] = SimpleQueue()
        for number in range(count):
            threading.Thread(target=self._work, name=f"page-{number}", daemon=True).start()

    def run(self, job: Callable[[], Any]) -> asyncio.Future[Any]:
        """What the job returns or raises, as soon as a thread has done it. Full where the line is too long."""
        if self.jobs.qsize() >= self.waiting:
            raise Full
        done = self.loop.create_future()
        self.jobs.put((job, done))
        return done

    def _work(self) -> None:
        while True:
            job, done = self.jobs.get()
            try:
                result, error = job(), None
            except BaseException as raised:  # noqa: BLE001 - whoever waits for the job gets it
                result, error = None, raised
            self.loop.call_soon_threadsafe(_settle, done, result, error)


def _settle(done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if done.done():  # nobody waits any more
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)
