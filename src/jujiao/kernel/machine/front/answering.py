"""The answer of WSGI, back to the server: whole, so that whoever reads it slowly holds no thread."""

import os
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, Protocol

type Headers = list[tuple[str, str]]
type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Answers(Protocol):
    """The server's side of one request; may be called from any thread."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...
    def response_file(self, status: int, headers: Headers, file: str) -> None: ...


class File:
    """A file that is the answer, or its rest: WSGI's `wsgi.file_wrapper`."""

    def __init__(self, file: BinaryIO, _block: int = 0) -> None:
        self.file = file

    def path(self) -> str | None:
        """Where it lies, where it does so under a name and is wanted from its beginning."""
        name = getattr(self.file, "name", None)
        return name if isinstance(name, str) and os.path.isfile(name) and not self.file.tell() else None  # noqa: PTH113

    def __iter__(self) -> Any:
        return iter([self.file.read()])

    def close(self) -> None:
        self.file.close()


def answer(application: Application, environ: dict[str, Any], to: Answers) -> None:
    """Runs the application, to the end of its answer. Files are sent by the server itself, which needs no thread."""
    started: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: Headers, _error: Any = None) -> None:
        started[:] = [(int(status[:3]), headers)]

    environ["wsgi.file_wrapper"] = File
    said = application(environ, start_response)
    try:
        path = said.path() if isinstance(said, File) else None
        body = b"" if path else b"".join(said)
        status, headers = started[0]
        if path:
            to.response_file(status, headers, path)
        else:
            to.response_bytes(status, headers, body)
    finally:
        close = getattr(said, "close", None)
        if close:
            close()
