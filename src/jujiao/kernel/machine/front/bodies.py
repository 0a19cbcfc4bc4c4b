"""Reads the body of a request before a thread is taken for it: so big, so slow and so many, and no more."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from jujiao.kernel.machine.front import bounds


class Incoming(Protocol):
    """The body of one request as the server hands it out: all of it, or piece by piece."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


class Body:
    """A body that is read once, perhaps in two goes: what is left of it after a refusal is thrown away."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.begun: AsyncIterator[bytes] | None = None

    def __aiter__(self) -> AsyncIterator[bytes]:
        self.begun = self.begun or aiter(self.incoming)
        return self.begun


class BodyRefused(Exception):
    """The body is not taken; `status` says why: 400 not whole, 408 too slow, 413 too large, 503 no room for it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Reading:
    """One body on its way in. Its time is over at once when it has to make room."""

    def __init__(self, address: str, begun: float) -> None:
        self.address, self.begun = address, begun
        self.got = 0
        self.limit = asyncio.timeout_at(begun + bounds.PATIENCE)

    def takes(self, size: int) -> None:
        """So many bytes more came, for which there is more time."""
        self.got += size
        by_size = bounds.PATIENCE + self.got / bounds.SLOWEST
        self.lasts_until(self.begun + min(by_size, bounds.LONGEST))

    def lasts_until(self, when: float) -> None:
        """Its time is over then, if it is not already."""
        if not self.limit.expired():
            self.limit.reschedule(when)

    def pace(self, now: float) -> tuple[float, float]:
        """The slower, the smaller; of equally slow ones that which has been longest at it."""
        return self.got / max(now - self.begun, 1.0), self.begun


class Bodies:
    """All bodies on their way in, and the room that they take. Files have no name: whatever ends us leaves none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.readings: set[Reading] = set()
        self.spooled = 0

    async def read(self, body: Body, *, length: int | None, most: int, address: str) -> tuple[BinaryIO, int]:
        """The body from its beginning, and its size. `length` is the size declared, None where none was.

        BodyRefused for one that is too large (also where it only says so), too slow, or not whole."""
        if length is not None and length > most:
            raise BodyRefused(413)
        with self._reading(address) as reading:
            try:
                async with reading.limit:
                    if length is not None and length <= bounds.IN_MEMORY:
                        return _whole(await body.incoming(), length)
                    return await self._spool(body, reading, length, most)
            except TimeoutError as late:
                raise BodyRefused(408) from late
            except RuntimeError as gone:  # the connection ended
                raise BodyRefused(400) from gone

    async def drain(self, body: Body, address: str) -> None:
        """Takes what still comes after a refusal and throws it away, for a while: else the answer may not be read."""
        with self._reading(address) as reading:
            try:
                async with asyncio.timeout(bounds.DRAIN_SECONDS), reading.limit:
                    async for piece in body:
                        reading.got += len(piece)
                        if reading.got > bounds.DRAINED:
                            return
            except (TimeoutError, RuntimeError):
                return

    def release(self, body: BinaryIO, size: int) -> None:
        """The request is done with its body."""
        if size > bounds.IN_MEMORY:
            self.spooled -= size
        body.close()

    async def _spool(self, body: Body, reading: Reading, length: int | None, most: int) -> tuple[BinaryIO, int]:
        file = cast(BinaryIO, SpooledTemporaryFile(bounds.IN_MEMORY, "w+b", dir=str(self.folder)))  # noqa: SIM115 - handed on
        try:
            empty = 0
            async for piece in body:
                if not piece:  # the end; a second one: it was no end, the connection broke off
                    empty += 1
                    continue
                self._take(file, reading, piece, most)
            _check_whole(reading.got, length, broken=empty > 1)
        except BaseException:
            self.release(file, reading.got)
            raise
        file.seek(0)
        return file, reading.got

    def _take(self, file: BinaryIO, reading: Reading, piece: bytes, most: int) -> None:
        before = reading.got if reading.got > bounds.IN_MEMORY else 0
        reading.takes(len(piece))
        self.spooled += (reading.got if reading.got > bounds.IN_MEMORY else 0) - before
        if reading.got > most:
            raise BodyRefused(413)
        if self.spooled > bounds.SPOOLED:
            raise BodyRefused(503)
        try:
            file.write(piece)
        except OSError as full:
            raise BodyRefused(503) from full

    @contextmanager
    def _reading(self, address: str) -> Iterator[Reading]:
        now = asyncio.get_running_loop().time()
        self._make_room(address, now)
        reading = Reading(address, now)
        self.readings.add(reading)
        try:
            yield reading
        finally:
            self.readings.discard(reading)

    def _make_room(self, address: str, now: float) -> None:
        """Puts out the slowest where there are too many, so that whoever sends at once is always let in."""
        same = [reading for reading in self.readings if reading.address == address]
        if len(same) >= bounds.READ_FROM_ONE:
            crowd = same
        elif len(self.readings) >= bounds.READ_AT_ONCE:
            crowd = list(self.readings)
        else:
            return
        slowest = min(crowd, key=lambda reading: reading.pace(now))
        self.readings.discard(slowest)
        slowest.lasts_until(now)


def _whole(content: bytes, length: int) -> tuple[BinaryIO, int]:
    _check_whole(len(content), length)
    return BytesIO(content), length


def _check_whole(got: int, length: int | None, *, broken: bool = False) -> None:
    if broken or (length is not None and got != length):
        raise BodyRefused(400)
