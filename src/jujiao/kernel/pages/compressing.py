"""Pages leave compressed: on a slow line half of the wait is their own length."""

from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

WORDS: Final = ("text/html", "text/plain", "application/json", "application/openapi+json")


class CompressMiddleware(GZipMiddleware):
    """Compresses what is words and whole: photos and workbooks are compressed already, and what is streamed keeps its
    length and its pace. Django adds up to a hundred bytes at random, so that the length of a page tells nobody what
    stands in it beside something that they had it show (BREACH); forms carry another token each time."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(WORDS):
            whole: HttpResponseBase = response
            return whole
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
