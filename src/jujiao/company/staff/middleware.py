"""Who is asking, put on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from jujiao.company.staff.asking import viewer_of
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ANONYMOUS, Viewer


class ViewerMiddleware:
    """Sets `request.viewer`, looked up when first asked for: static and signed-out requests cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    if not request.user.is_authenticated:
        return ANONYMOUS
    return viewer_of(request.user, clock.now())
