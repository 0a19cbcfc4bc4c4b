"""A request as WSGI knows it."""

import sys
from io import BytesIO
from typing import Any, BinaryIO, Protocol


class Headers(Protocol):
    """The headers of a request, names in small letters."""

    def items(self) -> list[tuple[str, str]]: ...
    def get(self, key: str, default: Any = None) -> Any: ...
    def __contains__(self, key: str) -> bool: ...


class Scope(Protocol):
    """What the server tells of a request."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Headers: ...


EMPTY: BinaryIO = BytesIO()
BARE = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
_known: dict[str, str] = {}
"""Names of headers as WSGI spells them. Only the first hundred: a stranger invents as many as they like."""


def environ_of(scope: Scope) -> dict[str, Any]:
    """Everything but the body; that of a request without one is empty."""
    server, _colon, port = scope.server.rpartition(":")
    client, _colon, client_port = scope.client.rpartition(":")
    environ = {
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": client_port,
        # As Django reads it: “post” reaches the same page, and is bounded like it.
        "REQUEST_METHOD": scope.method.upper(),
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": EMPTY,
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:  # would pass for another header, such as one that only a proxy may set
            continue
        key = _known.get(name) or _spelt(name)
        if key in environ:
            value = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}"  # noqa: PLW2901 - the same header again
        environ[key] = value
    environ.setdefault("HTTP_HOST", scope.authority or "")
    return environ


def _spelt(name: str) -> str:
    key = BARE.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
    if len(_known) < 100:
        _known[name] = key
    return key
