"""A form that is not right yet: what is wrong goes to its place, and nothing that was typed is drawn anew."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from jujiao.kernel.access import Viewer, ViewerRequest
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_for
from jujiao.service.complaints.story import story
from jujiao.service.complaints.web.case import photo_url


def trouble(
    request: ViewerRequest, form: forms.Form, error: UnableTo | None = None, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Only the errors, each put under its field by HTMX: words typed and photos chosen stay where they are."""
    status = error.status if error else 422
    return render(request, "complaints/trouble.html", {"form": form, "error": error, **(context or {})}, status=status)


def meanwhile(viewer: Viewer, complaint: Complaint, error: UnableTo) -> dict[str, Any]:
    """For a stale form: what others did since it was opened, and the version to go on with."""
    if not isinstance(error, Stale):
        return {}
    rows = since(viewer, complaint, error.details["given"])
    return {
        "meanwhile": story(complaint, rows, photo_url=photo_url),
        "version": error.details["current"],
    }


def since(viewer: Viewer, complaint: Complaint, version: int) -> Iterable[TimelineEntry]:
    """The steps after a version that the viewer may read, oldest first."""
    return [entry for entry in timeline_for(viewer, complaint) if entry.changes.get("version", 0) > version]
