"""How the web server is started: its command for the pages, and for the live lines."""

import sys

from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.connections import room

PAGES, LIVE = "jujiao.rsgi:application", "jujiao.portal.live:application"

LEAVE_SECONDS = 5
"""What a web process gets to finish its requests; then its server ends it by force."""
LIVE_LEAVE_SECONDS = 2
"""An open line never ends by itself, and has nothing to lose."""


def pages(host: str, port: int, *, workers: int, application: str = PAGES) -> list[str]:
    """Pages and API. `application` stands behind the front."""
    command = _granian(host, port, leave=LEAVE_SECONDS)
    return [*command, "--interface", "rsgi", "--workers", str(workers), "--respawn-failed-workers", application]


def live(host: str, port: int) -> list[str]:
    """The live lines: one process, which hears of every change."""
    return [*_granian(host, port, leave=LIVE_LEAVE_SECONDS), "--interface", "asgi", LIVE]


def _granian(host: str, port: int, *, leave: int) -> list[str]:
    command = [sys.executable, "-m", "granian", "--host", host, "--port", str(port), "--log-level", "warning"]
    command += ["--workers-kill-timeout", str(leave)]  # one told to stop while it starts would never hear it
    # HTTP/1 alone: of a connection that may become HTTP/2 the server waits for ever to learn which it is.
    command += ["--http", "1", "--no-ws"]
    command += ["--http1-header-read-timeout", str(bounds.HEADER_SECONDS * 1000)]
    command += ["--http1-buffer-size", str(bounds.HEADER_BYTES)]
    return [*command, "--backlog", "2048", "--backpressure", str(room())]
