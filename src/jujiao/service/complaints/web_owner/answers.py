"""How the owner's forms answer: taken, or refused without losing a word or a photo."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jujiao.kernel import clock
from jujiao.kernel.access import ViewerRequest
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.htmx import done, is_partial, render_dialog
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.web_owner.case import conversation


def sent(request: ViewerRequest) -> tuple[Any, Any]:
    """What was sent, fields and files, for a form; an empty form that was sent is not the same as none."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def refused(request: ViewerRequest, form: Form, status: int, *, key: str = "", **context: Any) -> HttpResponse:
    """Only the errors: the form stays as it is in the browser, photos and all. `key` replaces the form's key."""
    shown = {"form": form, "fresh_key": key, "swaps": True, **context}
    response = render(request, "owner/errors.html", shown, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#form-errors", "innerHTML show:#form-errors:top"
    return response


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
    status, case_url = 200, reverse("complaints_owner:case", args=[complaint.pk])
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                step()
            except UnableTo as error:
                form.add_error(None, str(error))
                status = error.status
                if isinstance(error, Stale):
                    context |= _meanwhile(request, complaint, form, error)
            else:
                return done(request, sentence(), url=case_url)
        if is_partial(request):
            return refused(request, form, status, **context)
    shown = {"form": form, "complaint": complaint, "now": clock.now(), **context}
    if is_partial(request):
        return render_dialog(request, template, shown, status=status)
    shown |= {"dialog_base": "owner/dialog_page.html", "back_url": case_url, "back_words": complaint.number}
    return render(request, template, {**shown, "alone": True}, status=status)


def _meanwhile(request: ViewerRequest, complaint: Complaint, form: Form, stale: Stale) -> dict[str, Any]:
    """What the owner may read of what others did since the form was opened; sending it again is then a decision."""
    current = stale.details["current"]
    form.data = request.POST.copy()
    form.data["version"] = str(current)
    said = conversation(complaint, request.viewer, since=stale.details["given"])
    return {"meanwhile": said, "fresh_version": current, "now": clock.now()}
