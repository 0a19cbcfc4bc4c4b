"""Answers to HTMX: the fragment or the whole page, dialogs, toasts, and a refusal that loses nothing."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from jujiao.kernel.errors import UnableTo

type Events = dict[str, Any]


def is_partial(request: HttpRequest) -> bool:
    """Whether only a fragment is wanted: asked by HTMX, not boosted, and not to restore a page from the history."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest, template: str, fragment: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page, or of the same template only its `{% partialdef fragment %}` where HTMX asks for a part."""
    name = f"{template}#{fragment}" if is_partial(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response


def render_dialog(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    page: str = "parts/dialog_page.html",
) -> HttpResponse:
    """A dialog's content for HTMX, or the same as a page of its own for whoever opens its address directly.

    The template extends `dialog_base`, which as a page is `page`. A form with errors is rendered again with status
    422."""
    base = "parts/dialog.html" if is_partial(request) else page
    response = render(request, template, {**(context or {}), "dialog_base": base}, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response


def done(
    request: HttpRequest, sentence: Any = "", *, url: str = "", events: Events | None = None, stay: bool = False
) -> HttpResponse:
    """The end of a step that succeeded: the dialog closes, the sentence becomes a toast.

    Where `stay` is set the page stays and `events` tell its fragments to reload themselves; otherwise the browser
    goes to `url` (by default the page it is on, drawn anew)."""
    if not is_partial(request):
        if sentence:
            messages.success(request, str(sentence))
        return redirect(url or request.get_full_path())
    if stay:
        toast = {"toast": {"text": str(sentence), "level": "success"}} if sentence else {}
        return _with_events(HttpResponse(status=204), {"close-dialog": True, **toast, **(events or {})})
    if sentence:
        messages.success(request, str(sentence))
    response = HttpResponse(status=204)
    response["HX-Redirect" if url else "HX-Refresh"] = url or "true"
    return response


def refuse(error: UnableTo) -> HttpResponse:
    """The refusal of an operation told to HTMX: a toast that stays until read, nothing on the page is replaced."""
    response = HttpResponse(str(error), status=error.status, content_type="text/plain; charset=utf-8")
    response["HX-Reswap"] = "none"
    return _with_events(response, {"toast": {"text": str(error), "level": "error"}})


def _with_events(response: HttpResponse, events: Events) -> HttpResponse:
    response["HX-Trigger"] = json.dumps(events)
    return response
