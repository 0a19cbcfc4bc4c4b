"""What people see when something cannot be done: a sentence, what they typed, and the way back."""

import logging
import secrets
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jujiao.kernel.errors import AWAY, Stale, UnableTo
from jujiao.kernel.machine.request_log import pattern_of
from jujiao.kernel.pages.htmx import is_partial, refuse
from jujiao.kernel.record.access import open_door

logger = logging.getLogger(__name__)

SECRET = ("password", "code", "otp", "token", "csrf", "credential")
SHOWN = 2000


class UnableMiddleware:
    """The net below every view: a refusal that no form has caught becomes a sentence, never a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnableTo) or request.path.startswith("/api/"):
            return None
        return refused(request, exception)


def refused(request: HttpRequest, error: UnableTo) -> HttpResponse:
    """The refusal for whoever asked: HTMX gets a toast and keeps its form, others a page with what they typed."""
    if is_partial(request):
        return refuse(error)
    template = "409.html" if isinstance(error, Stale) else "portal/unable.html"
    context = {"sentence": _sentence(error), "typed": typed(request), "url": came_from(request)}
    return render(request, template, context, status=error.status)


def _sentence(error: UnableTo) -> str:
    if isinstance(error, Stale):
        versions = _("Yours is version %(given)s, the present one is %(current)s.") % error.details
        return f"{error} {versions}"
    return str(error)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form that was sent, without secrets, so that nothing that was typed is lost."""
    return [
        (name, value[:SHOWN])
        for name, values in request.POST.lists()
        if name != "version" and not any(word in name.lower() for word in SECRET)
        for value in values
        if isinstance(value, str) and value.strip()
    ]


def came_from(request: HttpRequest) -> str:
    """The page of this site that the request came from, or the start page."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if ours else "/"


@open_door
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that had been open too long, or from elsewhere. `reason` is for the log."""
    logger.info("form refused: %s %s", pattern_of(request), reason)
    if request.headers.get("HX-Request"):
        if not request.user.is_authenticated:  # their cookies are gone, the form's own among them
            return HttpResponse(status=401)
        return _toast(403, _("The page had been open too long. Reload it and send the form again."))
    return render(request, "403_csrf.html", {"typed": typed(request)}, status=403)


@open_door
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """Something that no browser sends by itself, or a form far too large."""
    sentence = _("The request could not be read. It may be too large, or the address is mistyped.")
    return _error(request, 400, "portal/unable.html", sentence)


@open_door
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """The person may see the thing, but not do this."""
    return _error(request, 403, "403.html", _("This step is not yours to take."))


@open_door
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """No such page, or none that this person may see: the answer does not tell which."""
    return _error(request, 404, "404.html", _("There is nothing here, or it is not yours to see."))


@open_door
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page carries a reference that the log has too, and nothing else about it."""
    error = sys.exc_info()[1]
    if isinstance(error, AWAY):
        return _without_database(request, error)
    reference = secrets.token_hex(4).upper()
    logger.error("reference %s: %s %s", reference, request.method, pattern_of(request), exc_info=sys.exc_info())
    if request.headers.get("HX-Request"):
        sentence = _("Something broke on our side. Nothing was changed. Reference: %(reference)s")
        return _toast(500, sentence % {"reference": reference})
    # Without the request: neither the session nor the database need be at hand.
    language = getattr(request, "LANGUAGE_CODE", "")
    page = render_to_string("500.html", {"reference": reference, "LANGUAGE_CODE": language})
    return HttpResponse(page, status=500)


def _without_database(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away or takes nothing: whoever asked hears that nothing was saved, and keeps what they typed."""
    logger.warning("no database: %s %s (%s)", request.method, pattern_of(request), error)
    sentence = _("The database does not answer right now. Nothing was saved. Please try again in a moment.")
    if request.path.startswith("/api/"):
        answer: HttpResponse = JsonResponse({"detail": sentence, "code": "DatabaseAway"}, status=503)
    elif request.headers.get("HX-Request"):
        answer = _toast(503, sentence)
    else:
        language = getattr(request, "LANGUAGE_CODE", "")
        facts = {"sentence": sentence, "typed": typed(request), "LANGUAGE_CODE": language}
        answer = HttpResponse(render_to_string("503.html", facts), status=503)
    answer["Retry-After"] = "5"
    return answer


def _error(request: HttpRequest, status: int, template: str, sentence: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _toast(status, sentence)
    return render(request, template, {"sentence": sentence, "url": "/"}, status=status)


def _toast(status: int, sentence: str) -> HttpResponse:
    error = UnableTo(sentence)
    error.status = status
    return refuse(error)
