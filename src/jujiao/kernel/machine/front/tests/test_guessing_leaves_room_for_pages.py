"""What takes long by intent takes one thread, and the addresses that wait for it take turns."""

import asyncio
import threading

import pytest

from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.lane import Lane
from jujiao.kernel.machine.front.threads import Full, Threads


@pytest.mark.parametrize("honest", [("elsewhere", ""), ("guesser", "a known device")])
def test_pages_go_on_and_whoever_else_signs_in_is_next(honest: tuple[str, str]) -> None:
    done: list[str] = []
    held = threading.Event()

    async def story() -> None:
        threads = Threads(asyncio.get_running_loop(), 2)
        lane = Lane(threads)
        first = asyncio.create_task(lane.run(held.wait, "guesser"))
        await asyncio.sleep(0)
        guesses = [asyncio.create_task(lane.run(lambda: done.append("guess"), "guesser")) for _number in range(3)]
        await asyncio.sleep(0)
        sign_in = asyncio.create_task(lane.run(lambda: done.append("sign-in"), *honest))
        await asyncio.sleep(0)
        await threads.run(lambda: done.append("page"))
        assert done == ["page"]
        held.set()
        await asyncio.gather(first, sign_in, *guesses)
        assert (lane.busy, lane.waiting) == (0, {})

    asyncio.run(asyncio.wait_for(story(), 10))
    assert done == ["page", "guess", "sign-in", "guess", "guess"]


@pytest.mark.parametrize(("bound", "address"), [("COSTLY_FROM_ONE", "guesser"), ("COSTLY_WAITING", "elsewhere")])
def test_so_many_wait_and_no_more(monkeypatch: pytest.MonkeyPatch, bound: str, address: str) -> None:
    monkeypatch.setattr(bounds, bound, 1)
    held = threading.Event()

    async def story() -> None:
        lane = Lane(Threads(asyncio.get_running_loop(), 2))
        tasks = [asyncio.create_task(lane.run(held.wait, "guesser")) for _number in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await lane.run(held.wait, address)
        held.set()
        await asyncio.gather(*tasks)

    asyncio.run(asyncio.wait_for(story(), 10))


@pytest.mark.parametrize(
    ("bound", "honest"),
    [("COSTLY_FROM_ONE", ("guesser", "a known device")), ("COSTLY_WAITING", ("elsewhere", ""))],
)
def test_whoever_has_most_waiting_makes_room(
    monkeypatch: pytest.MonkeyPatch, bound: str, honest: tuple[str, str]
) -> None:
    monkeypatch.setattr(bounds, bound, 3)
    done: list[str] = []
    held = threading.Event()

    async def story() -> None:
        lane = Lane(Threads(asyncio.get_running_loop(), 2))
        guesses = [asyncio.create_task(lane.run(held.wait, "guesser")) for _number in range(4)]
        await asyncio.sleep(0)
        sign_in = asyncio.create_task(lane.run(lambda: done.append("sign-in"), *honest))
        await asyncio.sleep(0)
        held.set()
        *answered, last = await asyncio.gather(*guesses, return_exceptions=True)
        await sign_in
        assert (answered, type(last)) == ([True] * 3, Full)
        assert (lane.busy, lane.waiting) == (0, {})

    asyncio.run(asyncio.wait_for(story(), 10))
    assert done == ["sign-in"]


def test_what_fails_passes_the_turn_on() -> None:
    def fail() -> None:
        raise LookupError

    async def story() -> None:
        lane = Lane(Threads(asyncio.get_running_loop(), 2))
        results = await asyncio.gather(*(lane.run(fail, "a") for _number in range(3)), return_exceptions=True)
        assert [type(result) for result in results] == [LookupError] * 3
        assert lane.busy == 0

    asyncio.run(asyncio.wait_for(story(), 10))
