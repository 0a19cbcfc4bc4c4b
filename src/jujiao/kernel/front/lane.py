"""What takes long by intent: a few at a time, so that pages have the other threads; addresses take turns, and at one
address its devices."""

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
        self.waiting: dict[str, dict[str, deque[asyncio.Future[None]]]] = {}

    async def run(self, job: Callable[[], Any], address: str, device: str = "") -> Any:
        """As `Threads.run`, once it is their turn. `device` is what a browser says of itself: whoever makes up many is
        no better off than by waiting often. Full where the address, or all, have too many waiting."""
        if self.busy < bounds.COSTLY:
            self.busy += 1
        else:
            await self._turn(address, device)
        try:
            return await self.threads.run(job)
        finally:
            self._pass_on()

    def _turn(self, address: str, device: str) -> asyncio.Future[None]:
        in_all = sum(map(_count, self.waiting.values()))
        if in_all >= bounds.COSTLY_WAITING or _count(self.waiting.get(address, {})) >= bounds.COSTLY_FROM_ONE:
            raise Full
        turn = self.threads.loop.create_future()
        self.waiting.setdefault(address, {}).setdefault(device, deque()).append(turn)
        return turn

    def _pass_on(self) -> None:
        """To the address that has waited longest for a turn, and its device that has; what else they have waits behind
        the others."""
        if not self.waiting:
            self.busy -= 1
            return
        address = next(iter(self.waiting))
        devices = self.waiting.pop(address)
        device = next(iter(devices))
        turns = devices.pop(device)
        turns.popleft().set_result(None)
        if turns:
            devices[device] = turns
        if devices:
            self.waiting[address] = devices


def _count(devices: dict[str, deque[asyncio.Future[None]]]) -> int:
    return sum(map(len, devices.values()))
