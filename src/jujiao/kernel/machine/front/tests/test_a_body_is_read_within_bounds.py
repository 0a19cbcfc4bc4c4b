"""A body is there whole, or it is refused in time, and nothing of it stays."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.bodies import Bodies, Body, BodyRefused
from jujiao.testing import virtual_time


class Sent:
    """A body as the server hands it out: these pieces, then its end, or silence for ever."""

    def __init__(self, pieces: Sequence[bytes], *, end: bool = True) -> None:
        self.pieces, self.end, self.taken = pieces, end, 0

    async def __call__(self) -> bytes:
        return b"".join([piece async for piece in self])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            yield piece
            await asyncio.sleep(0)
        if not self.end:
            await asyncio.Event().wait()
        yield b""


@pytest.fixture
def bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bodies:
    monkeypatch.setattr(bounds, "IN_MEMORY", 10)
    return Bodies(tmp_path / "incoming")


def read(bodies: Bodies, sent: Sent, length: int | None, most: int = 1000) -> bytes:
    body, size = virtual_time.run(bodies.read(Body(sent), length=length, most=most, address="1.2.3.4"))
    content = body.read()
    assert len(content) == size
    bodies.release(body, size)
    return content


def refused(bodies: Bodies, sent: Sent, length: int | None, most: int = 1000) -> int:
    with pytest.raises(BodyRefused) as refusal:
        read(bodies, sent, length, most)
    assert (bodies.spooled, bodies.readings, list(bodies.folder.iterdir())) == (0, set(), [])
    return refusal.value.status


@pytest.mark.parametrize("length", [8, None])
def test_a_small_one_is_kept_in_memory(bodies: Bodies, length: int | None) -> None:
    assert read(bodies, Sent([b"what", b"ever"]), length) == b"whatever"


@pytest.mark.parametrize("length", [80, None])
def test_a_larger_one_lies_in_a_file_without_a_name(bodies: Bodies, length: int | None) -> None:
    body, size = virtual_time.run(bodies.read(Body(Sent([b"whatever"] * 10)), length=length, most=80, address=""))
    assert (size, bodies.spooled, list(bodies.folder.iterdir())) == (80, 80, [])
    assert body.read() == b"whatever" * 10
    bodies.release(body, size)
    assert (bodies.spooled, body.closed) == (0, True)


def test_one_that_says_it_is_too_large_is_not_read(bodies: Bodies) -> None:
    sent = Sent([b"x" * 500] * 3)
    assert refused(bodies, sent, 1500) == 413
    assert sent.taken == 0


def test_one_that_does_not_say_is_counted(bodies: Bodies) -> None:
    sent = Sent([b"x" * 500] * 300)
    assert refused(bodies, sent, None) == 413
    assert sent.taken == 3


@pytest.mark.parametrize(("length", "pieces"), [(9, [b"seven77"]), (100, [b"seven77"]), (None, [b"x" * 30])])
def test_one_that_does_not_come_is_given_up(bodies: Bodies, length: int | None, pieces: list[bytes]) -> None:
    assert refused(bodies, Sent(pieces, end=False), length) == 408


def test_one_that_comes_steadily_gets_more_time(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    class Steady(Sent):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for piece in self.pieces:
                await asyncio.sleep(3)
                yield piece

    monkeypatch.setattr(bounds, "SLOWEST", 1)
    assert len(read(bodies, Steady([b"x" * 10] * 8), 80)) == 80
    monkeypatch.setattr(bounds, "LONGEST", 15)
    assert refused(bodies, Steady([b"x" * 10] * 8), 80) == 408


@pytest.mark.parametrize(
    ("length", "pieces"), [(9, [b"seven77"]), (100, [b"x" * 30]), (None, [b"x" * 30, b""]), (20, [b"x" * 30])]
)
def test_one_that_breaks_off_reaches_no_page(bodies: Bodies, length: int | None, pieces: list[bytes]) -> None:
    assert refused(bodies, Sent(pieces), length) == 400


def test_all_together_take_so_much_room_and_no_more(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SPOOLED", 100)
    first, size = virtual_time.run(bodies.read(Body(Sent([b"x" * 60])), length=60, most=100, address=""))
    with pytest.raises(BodyRefused) as refusal:
        read(bodies, Sent([b"x" * 60]), 60)
    assert (refusal.value.status, bodies.spooled) == (503, 60)
    bodies.release(first, size)
    assert len(read(bodies, Sent([b"x" * 60]), 60)) == 60


def test_a_disk_that_is_full_refuses_and_leaves_nothing(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", full)
    assert refused(bodies, Sent([b"x" * 60]), 60) == 503


@pytest.mark.parametrize("bound", ["READ_FROM_ONE", "READ_AT_ONCE"])
def test_the_slowest_makes_room_for_the_next(bodies: Bodies, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    monkeypatch.setattr(bounds, bound, 2)

    async def story() -> list[int]:
        def send(pieces: list[bytes], length: int) -> asyncio.Task[Any]:
            incoming = Body(Sent(pieces, end=False))
            return asyncio.create_task(bodies.read(incoming, length=length, most=1000, address="1.2.3.4"))

        slowest, quicker = send([b"x"], 900), send([b"x" * 300], 900)
        await asyncio.sleep(1)
        body, _size = await bodies.read(Body(Sent([b"words"])), length=5, most=1000, address="1.2.3.4")
        assert body.read() == b"words"
        with pytest.raises(BodyRefused) as refusal:
            await slowest
        assert not quicker.done()
        quicker.cancel()
        return [refusal.value.status]

    assert virtual_time.run(story()) == [408]


def test_what_still_comes_after_a_refusal_is_thrown_away(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "DRAINED", 2000)
    sent = Sent([b"x" * 500] * 300)
    body = Body(sent)

    async def story() -> None:
        with pytest.raises(BodyRefused):
            await bodies.read(body, length=None, most=1000, address="")
        await bodies.drain(body, "")

    virtual_time.run(story())
    assert (sent.taken, bodies.spooled) == (3 + 5, 0)
