"""What takes long by intent: a few at a time, so that pages have the other threads; addresses take turns, and at one
address its devices."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.threads import Full, Threads


class Lane:
    """Whoever guesses passwords waits for their own guesses; somebody elsewhere waits for one of them at most."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self.busy = 0
        self.waiting: dict[str, dict[str, deque[asyncio.Future[None]]]] = {}

    async def run(self, job: Callable[[], Any], address: str, device: str = "") -> Any:
        """As `Threads.run`, once it is their turn. `device` is what a browser says of itself: whoever makes up many is
        no better off than by waiting often. Full where the address, or all, have too many waiting: for those who have
        most, so that two machines do not keep everybody else from signing in."""
        if self.busy < bounds.COSTLY:
            self.busy += 1
        else:
            await self._turn(address, device)
        try:
            return await self.threads.run(job)
        finally:
            self._pass_on()

    def _turn(self, address: str, device: str) -> asyncio.Future[None]:
        own = self.waiting.get(address, {})
        if _count(own) >= bounds.COSTLY_FROM_ONE:
            _make_room(own, len(own.get(device, ())), max(map(len, own.values())))
        elif sum(map(_count, self.waiting.values())) >= bounds.COSTLY_WAITING:
            most = max(self.waiting.values(), key=_count)
            _make_room(most, _count(own), _count(most))
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


def _make_room(devices: dict[str, deque[asyncio.Future[None]]], own: int, most: int) -> None:
    """Puts out the last of those who have `most` waiting, for somebody who has `own`; Full where they have hardly
    fewer."""
    if most <= own + 1:
        raise Full
    device = max(devices, key=lambda each: len(devices[each]))
    devices[device].pop().set_exception(Full())
    if not devices[device]:
        del devices[device]


def _count(devices: dict[str, deque[asyncio.Future[None]]]) -> int:
    return sum(map(len, devices.values()))
