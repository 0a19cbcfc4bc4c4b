"""How large a page's type is: as its reader chose, one step larger (适老) or as it is made."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import choose_type
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ViewerRequest, open_door

LARGE, NORMAL = "large", "normal"
COOKIE = SESSION_KEY = "type"
YEAR = 365 * 24 * 60 * 60
"""Seconds for which a browser keeps the choice, so that signing in is read in that size too."""


def is_large(request: HttpRequest) -> bool:
    """By the cookie, else as the account had it at sign-in."""
    cookie = request.COOKIES.get(COOKIE, "")
    return (cookie if cookie in (LARGE, NORMAL) else request.session.get(SESSION_KEY)) == LARGE


def remember(*, request: HttpRequest, user: object, **_signal: object) -> None:
    """Keeps the account's size in the session at sign-in, so that no later request has to look it up."""
    request.session[SESSION_KEY] = LARGE if getattr(user, "large_type", False) else NORMAL


@open_door
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Changes the size for this browser, and for whoever is signed in wherever they sign in next."""
    url = request.POST.get("next", "")
    there = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(url if there else "/")
    size = request.POST.get("type", "")
    if size not in (LARGE, NORMAL):
        return response
    response.set_cookie(
        COOKIE, size, max_age=YEAR, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
    if isinstance(request.user, User):
        viewer = cast(ViewerRequest, request).viewer
        choose_type(user=request.user, large=size == LARGE, actor=viewer, now=clock.now())
    return response
