"""Who asked for which page, from where, and how it was answered: kept for the half year that the law asks for.

A line names the account by its number and the page by its pattern: no names, phones, words that were searched, nor the
token of a link."""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject

from jujiao.kernel.machine import client_address, clock
from jujiao.kernel.machine.paths import HOME

FOLDER: Final = HOME / "logs"
KEPT: Final = timedelta(days=190)
"""网络安全法 21(3): no less than six months."""


class AccessLogMiddleware:
    """Goes around every answer of the product's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.book = Book(FOLDER)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.monotonic()
        response = self.get_response(request)
        self.book.write(line(request, response.status_code, time.monotonic() - begun))
        return response


def line(request: HttpRequest, status: int, seconds: float) -> str:
    """Time, address, account, method, pattern and numbers of the page, status, milliseconds."""
    match = request.resolver_match
    numbers = [f"{name}={value}" for name, value in match.kwargs.items() if isinstance(value, int)] if match else []
    page = " ".join([f"/{match.route}", *numbers]) if match else "-"
    method = request.method if (request.method or "").isalpha() else "-"
    at = clock.now().isoformat(timespec="milliseconds")
    who = f"{client_address.of_meta(request.META)} account={_account(request) or '-'}"
    return f"{at} {who} {method} {page} {status} {seconds * 1000:.0f}ms\n"


def _account(request: HttpRequest) -> int | None:
    """Whom the request turned out to come from; not asked for the log's sake, which would cost a query."""
    user = vars(request).get("user")
    if user is None or isinstance(user, LazyObject):
        user = getattr(request, "_cached_user", None)
    found: int | None = getattr(user, "pk", None)
    return found


class Book:
    """One file a day; the processes of a machine write to the same one, a line at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._day: date | None = None
        self._file = -1

    def write(self, text: str) -> None:
        """Adds a line. A full disk must not keep anybody from their page."""
        try:
            today = clock.now().date()
            if today != self._day:
                self._turn(today)
            os.write(self._file, text.encode())
        except OSError:
            self._day = None

    def _turn(self, today: date) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self.folder / f"access-{today}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._day = today
        for old in self.folder.glob("access-*.log"):
            if old.name < f"access-{today - KEPT}.log":
                old.unlink(missing_ok=True)
