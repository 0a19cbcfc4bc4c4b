"""What reaches us from outside, made safe for PostgreSQL before any view reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class CleanQueryMiddleware:
    """Drops NUL from the query strings of pages: PostgreSQL cannot store it, and no honest search has one.

    The API gets it as it came, and refuses it as its description says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") and not request.path_info.startswith("/api/"):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return self.get_response(request)
