"""How the owner's forms answer: taken, or refused without losing a word or a photo."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jujiao.cases.web.dialogs import CaseDialog
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, is_partial
from jujiao.kernel.record.access import ViewerRequest
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.web_owner.case import conversation

ERRORS = "owner/errors.html"


def sent(request: ViewerRequest) -> tuple[Any, Any]:
    """What was sent, fields and files, for a form; an empty form that was sent is not the same as none."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def refused(request: ViewerRequest, form: Form, status: int, *, key: str = "") -> HttpResponse:
    """Only the errors: the form stays as it is in the browser, photos and all. `key` replaces the form's key."""
    return _above_the_form(render(request, ERRORS, {"form": form, "fresh_key": key, "swaps": True}, status=status))


class _OwnerDialog(CaseDialog):
    def wrong(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        response = super().wrong(request, form, status, **shown)
        return _above_the_form(response) if is_partial(request) else response


def dialog(
    request: ViewerRequest,
    complaint: Complaint,
    template: str,
    form: Form,
    *,
    step: Callable[[], object],
    sentence: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    """A dialog on a complaint: shown, or sent. `step` takes the step; `sentence` says what came of it."""
    case_url = reverse("complaints_owner:case", args=[complaint.pk])

    def act() -> HttpResponse:
        step()
        return done(request, sentence(), url=case_url)

    def shown() -> dict[str, Any]:
        around = {"back_url": case_url, "back_words": complaint.number, "alone": not is_partial(request)}
        return {"complaint": complaint, "now": clock.now(), **around, **context}

    return _OwnerDialog(
        template=template,
        errors=ERRORS,
        page="owner/dialog_page.html",
        since=lambda version: conversation(complaint, request.viewer, since=version),
        context=shown,
    ).respond(request, form, act)


def _above_the_form(response: HttpResponse) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = "#form-errors", "innerHTML show:#form-errors:top"
    return response
