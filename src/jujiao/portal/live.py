"""The live process: sends pages the names of topics that changed, as Server-Sent Events; they then ask by themselves.

A small ASGI application beside the pages: `application` is what its web server calls."""

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from functools import cache
from importlib import import_module
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
django.setup()

from asgiref.sync import sync_to_async  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.http import HttpRequest, parse_cookie  # noqa: E402

from jujiao.company.accounts.bearing import secret_in  # noqa: E402
from jujiao.company.accounts.middleware import must_set_up  # noqa: E402
from jujiao.company.accounts.models import User  # noqa: E402
from jujiao.company.accounts.operations import authenticate  # noqa: E402
from jujiao.company.accounts.sessions import user_of  # noqa: E402
from jujiao.company.staff.asking import viewer_of  # noqa: E402
from jujiao.kernel.machine import client_address, clock  # noqa: E402
from jujiao.kernel.machine.front import bounds  # noqa: E402
from jujiao.kernel.machine.front.connections import Connections  # noqa: E402
from jujiao.kernel.machine.front.tally import Tally  # noqa: E402
from jujiao.kernel.machine.site import under_each_name  # noqa: E402
from jujiao.portal.hearing import Hub, Listener, topics_of  # noqa: E402
from jujiao.portal.lines import Lines  # noqa: E402

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]

BREATH: Final = 20
"""Seconds of silence after which a comment is sent, so that nobody on the way closes the line."""
UNREAD: Final = 30.0
"""Seconds in which a word must be taken; whoever does not read has no use for the line."""
TRUST: Final = 60
"""Seconds after which it is asked again whether the person is still signed in and what they may hear."""


class Proof(NamedTuple):
    """By what somebody is known: the session of a browser, or the token of a program; "" for none."""

    session: str = ""
    token: str = ""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one connection: the server's start and end, or a page that wants to be told."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        host, port = scope["client"]
        with connections_here().at_work(host, int(port)):  # the server writes the port as a text
            await _answer(scope, receive, send)


@cache
def hub() -> Hub:
    """The one hub of this process, on its own connection to the database that the pages use."""
    parameters = connection.get_connection_params()
    return Hub({key: value for key, value in parameters.items() if key not in {"cursor_factory", "context"}})


@cache
def lines() -> Lines:
    """The open lines of this process."""
    return Lines()


@cache
def connections_here() -> Connections:
    """All connections of this process, those without a line too."""
    return Connections(each=None if settings.BEHIND_PROXY else bounds.IDLE_FROM_ONE)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    listening = asyncio.create_task(hub().listen())
    watching = asyncio.create_task(connections_here().watch(Tally()))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    watching.cancel()
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    proof = Proof(
        session=parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME, ""),
        token=secret_in(headers.get("authorization", "")),
    )
    address = client_address.counted_as(client_address.of_headers(scope["client"], scope["headers"]))
    origin = headers.get("origin", _sites()[0])
    if scope["method"] != "GET":
        await _refuse(send, 405)
    elif origin not in _sites():
        await _refuse(send, 403)
    elif lines().full(address):
        await _refuse(send, 503)
    elif (topics := await _topics(proof)) is None:
        await _refuse(send, 401)
    else:
        with lines().open(hub(), topics, address) as listener:
            await send({"type": "http.response.start", "status": 200, "headers": [*_headers(origin), *_STREAM]})
            await _stream(listener, proof, receive, send)


async def _topics(proof: Proof) -> frozenset[str] | None:
    with lines().ask():
        return await topics_for(proof) if proof.session or proof.token else None


async def _stream(listener: Listener, proof: Proof, receive: Receive, send: Send) -> None:
    leaving = asyncio.create_task(_left(receive))
    telling = asyncio.create_task(_tell(listener, proof, send))
    await asyncio.wait({leaving, telling}, return_when=asyncio.FIRST_COMPLETED)
    for task in (leaving, telling):
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError, OSError, TimeoutError):
        await telling
    with contextlib.suppress(OSError):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _tell(listener: Listener, proof: Proof, send: Send) -> None:
    """Passes on what changed until the person is signed out, or their token ends."""
    loop = asyncio.get_running_loop()
    asked = loop.time()
    await _send(send, "retry: 3000\n\n")
    while True:
        news = await listener.news(BREATH)
        if listener.ended:
            await _send(send, "retry: 60000\n\n")
            return
        if loop.time() - asked > TRUST:
            topics = await topics_for(proof)
            if topics is None:
                return
            listener.topics, asked = topics, loop.time()
        words = "".join(f"data: {topic}\n\n" for topic in sorted(news))
        await _send(send, f"id: {listener.stamp}\n{words}" if words else ":\n\n")


async def _send(send: Send, text: str) -> None:
    await asyncio.wait_for(send({"type": "http.response.body", "body": text.encode(), "more_body": True}), UNREAD)


@sync_to_async
def topics_for(proof: Proof) -> frozenset[str] | None:
    """`heard_by`, on a connection that is given back at once."""
    try:
        return heard_by(proof)
    finally:
        connections.close_all()


def heard_by(proof: Proof) -> frozenset[str] | None:
    """What the person with this session or token may hear of, or None where nobody is signed in who could open a page.
    Where there is a token it counts alone: a browser sends none."""
    now = clock.now()
    user = authenticate(proof.token, now) if proof.token else _signed_in(proof.session)
    if user is None:
        return None
    viewer = viewer_of(user, now)
    return topics_of(viewer) if viewer.user_id is not None else None


def _signed_in(key: str) -> User | None:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = user_of(request)
    if not isinstance(user, User):
        return None
    request.user = user
    return None if must_set_up(request) else user


def _sites() -> list[str]:
    """Where pages may come from: the site, on one's own machine by either of its names."""
    parts = urlsplit(settings.SITE_URL)
    return under_each_name(f"{parts.scheme}://{parts.netloc}")


def _headers(origin: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"origin, cookie"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]


_STREAM = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _headers(_sites()[0])})
    await send({"type": "http.response.body", "body": b""})
