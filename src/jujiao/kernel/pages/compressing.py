"""Pages leave compressed: on a slow line half of the wait is their own length."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

WORDS: Final = ("text/html", "text/plain", "application/json", "application/openapi+json")


@dataclass
class Kept:
    """What is answered to several who ask, and the same compressed, once somebody took it so."""

    content: bytes
    compressed: bytes | None = None


class KeptResponse(HttpResponse):
    """An answer that is given again."""

    def __init__(self, kept: Kept, **given: Any) -> None:
        super().__init__(kept.content, **given)
        self.kept = kept


class CompressMiddleware(GZipMiddleware):
    """Compresses what is words and whole: photos and workbooks are compressed already, and what is streamed keeps its
    length and its pace. Django adds up to a hundred bytes at random, so that the length of a page tells nobody what
    stands in it beside something that they had it show (BREACH); forms carry another token each time."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(WORDS):
            whole: HttpResponseBase = response
            return whole
        kept = response.kept if isinstance(response, KeptResponse) else None
        if kept and kept.compressed and re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            response.content = kept.compressed
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(kept.compressed))
            patch_vary_headers(response, ["Accept-Encoding"])
        compressed: Any = super().process_response(request, response)
        if kept and compressed.has_header("Content-Encoding"):
            kept.compressed = compressed.content
        answer: HttpResponseBase = compressed
        return answer
