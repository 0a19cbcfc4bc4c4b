"""Takes each request from the server; the WSGI application runs in a thread once all of the request is there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from jujiao.kernel.machine.client_address import counted_as, of_meta
from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.answering import Answers, Application, answer
from jujiao.kernel.machine.front.bodies import Bodies, Body, BodyRefused, Incoming
from jujiao.kernel.machine.front.connections import Connections
from jujiao.kernel.machine.front.environ import Scope, environ_of
from jujiao.kernel.machine.front.lane import Lane
from jujiao.kernel.machine.front.refusals import refusal
from jujiao.kernel.machine.front.tally import Tally
from jujiao.kernel.machine.front.threads import Full, Threads

logger = logging.getLogger(__name__)

type Environ = dict[str, Any]


class Request(Incoming, Answers, Protocol):
    """The server's side of one request: its body, and where the answer goes."""


class Bridge:
    """The application that the server calls. `takes` says how many bytes an address takes, `most` how many a request
    may bring there: it is asked in a thread, and only where an address takes more than others. `costly` says of
    a request that takes long by intent from which address and device it comes."""

    def __init__(
        self,
        application: Application,
        *,
        takes: Callable[[str], int],
        most: Callable[[Environ], int],
        costly: Callable[[Environ], tuple[str, str] | None],
        folder: Path,
    ) -> None:
        self.application, self.takes, self.most, self.costly = application, takes, most, costly
        self.bodies = Bodies(folder)
        self.connections = Connections(each=None if settings.BEHIND_PROXY else bounds.IDLE_FROM_ONE)
        self.tally = Tally()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.threads = Threads(loop, bounds.THREADS)
        self.lane = Lane(self.threads)
        self.watching = loop.create_task(self.connections.watch(self.tally))

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.watching.cancel()

    async def __rsgi__(self, scope: Scope, request: Request) -> None:
        """One request, from its head to the end of its answer."""
        environ = environ_of(scope)
        with self.connections.at_work(environ["REMOTE_ADDR"], int(environ["REMOTE_PORT"])):
            try:
                if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
                    await self._with_body(environ, request)
                else:
                    await self._answer(environ, request)
            except Full:
                self._refuse(503, environ, request)
            except Exception:
                logger.exception("the application failed")
                request.response_bytes(500, [("Content-Type", "text/plain")], b"")

    def _answer(self, environ: Environ, request: Request) -> Awaitable[Any]:
        job = partial(answer, self.application, environ, request)
        turn = self.costly(environ)
        return self.threads.run(job) if turn is None else self.lane.run(job, *turn)

    async def _with_body(self, environ: Environ, request: Request) -> None:
        incoming, address = Body(request), counted_as(of_meta(environ))
        try:
            length, most = _declared(environ), await self._most(environ)
            body, size = await self.bodies.read(incoming, length=length, most=most, address=address)
        except BodyRefused as refused:
            self._refuse(refused.status, environ, request)
            if refused.status == 413:
                await self.bodies.drain(incoming, address)
            return
        try:
            await self._answer(environ | {"wsgi.input": body, "CONTENT_LENGTH": str(size)}, request)
        finally:
            self.bodies.release(body, size)

    async def _most(self, environ: Environ) -> int:
        length = _declared(environ)
        if length is not None and length <= bounds.PLAIN:
            return length
        if self.takes(environ["PATH_INFO"]) <= bounds.PLAIN:
            return bounds.PLAIN
        try:
            most: int = await self.threads.run(partial(self.most, environ))
        except Full:
            raise
        except Exception as unknown:  # the database may be away
            logger.warning("who sends much cannot be asked: %s", type(unknown).__name__)
            raise BodyRefused(503) from unknown
        return most

    def _refuse(self, status: int, environ: Environ, request: Request) -> None:
        self.tally.count(status)
        headers, content = refusal(status, environ)
        request.response_bytes(status, headers, content)


def _declared(environ: Environ) -> int | None:
    """The length of the body that the request declares, None where it does not."""
    declared = environ.get("CONTENT_LENGTH", "")
    chunked = "HTTP_TRANSFER_ENCODING" in environ
    return int(declared) if not chunked and declared.isascii() and declared.isdigit() else None
