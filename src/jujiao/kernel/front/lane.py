"""What takes long by intent: a few at a time, so that pages have the other threads, and addresses in turn."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from jujiao.kernel.front import bounds
from jujiao.kernel.front.threads import Full, Threads


class Lane:
    """Whoever guesses passwords waits for their own guesses; somebody elsewhere waits for one of them at most."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self.busy = 0
        self.waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def run(self, job: Callable[[], Any], address: str) -> Any:
        """As `Threads.run`, once it is the turn of the address. Full where it, or all, have too many waiting."""
        if self.busy < bounds.COSTLY:
            self.busy += 1
        else:
            await self._turn(address)
        try:
            return await self.threads.run(job)
        finally:
            self._pass_on()

    def _turn(self, address: str) -> asyncio.Future[None]:
        own = self.waiting.get(address, ())
        if len(own) >= bounds.COSTLY_FROM_ONE or sum(map(len, self.waiting.values())) >= bounds.COSTLY_WAITING:
            raise Full
        turn = self.threads.loop.create_future()
        self.waiting.setdefault(address, deque()).append(turn)
        return turn

    def _pass_on(self) -> None:
        """To the address that has waited longest for a turn; what else it has waits behind the others."""
        if not self.waiting:
            self.busy -= 1
            return
        address = next(iter(self.waiting))
        turns = self.waiting.pop(address)
        turns.popleft().set_result(None)
        if turns:
            self.waiting[address] = turns
