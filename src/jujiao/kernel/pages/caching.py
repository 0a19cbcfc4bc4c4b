"""What is answered is kept by nobody: neither by a proxy nor by the browser of a desk that several people share."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

NOBODY_KEEPS_IT: Final = "private, no-store"


class NoStoreMiddleware:
    """Marks every answer of the product's own, whoever asked: there is none without a form's token, a session or a
    person's data. Files of the pages are served in front of it, and keep their year."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = NOBODY_KEEPS_IT
        return response
