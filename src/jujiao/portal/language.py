"""Which language a page speaks: the one chosen by its reader, else Chinese, whatever the browser prefers."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.i18n import set_language

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import choose_language
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ViewerRequest, open_door

KNOWN = frozenset(code for code, _label in settings.LANGUAGES)
SESSION_KEY = "language"


class PersonLanguageMiddleware:
    """Activates the cookie's language, else that of the account as it was at sign-in, else the product's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


def chosen(request: HttpRequest) -> str:
    """The language code for a request. Reads the session only where no cookie decides."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in KNOWN:
        return cookie
    kept = request.session.get(SESSION_KEY, "")
    return kept if kept in KNOWN else settings.LANGUAGE_CODE


def remember(*, request: HttpRequest, user: object, **_signal: object) -> None:
    """Keeps the account's language in the session at sign-in, so that no later request has to look it up."""
    request.session[SESSION_KEY] = getattr(user, "language", settings.LANGUAGE_CODE)


@open_door
def choose(request: HttpRequest) -> HttpResponse:
    """Changes the language of the pages for this browser, and that of the notices for whoever is signed in."""
    response = set_language(request)
    cookie = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie and cookie.value in KNOWN and isinstance(request.user, User):
        viewer = cast(ViewerRequest, request).viewer
        choose_language(user=request.user, language=cookie.value, actor=viewer, now=clock.now())
    return response
