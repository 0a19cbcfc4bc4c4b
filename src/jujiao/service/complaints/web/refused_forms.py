"""A form that is not right yet: what is wrong goes to its place, and nothing that was typed is drawn anew."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.part_values import Entry
from jujiao.kernel.record.access import Viewer, ViewerRequest
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_for
from jujiao.service.complaints.story import story


def trouble(
    request: ViewerRequest,
    form: forms.Form,
    error: UnableTo | None = None,
    context: dict[str, Any] | None = None,
    *,
    template: str = "cases/trouble.html",
) -> HttpResponse:
    """Only the errors, each put under its field by HTMX: words typed and photos chosen stay where they are."""
    status = error.status if error else 422
    return render(request, template, {"form": form, "error": error, **(context or {})}, status=status)


def meanwhile(viewer: Viewer, complaint: Complaint, version: int) -> list[Entry]:
    """For a stale form: what others did since a version, as far as the viewer may read it, oldest first."""
    rows = [entry for entry in timeline_for(viewer, complaint) if entry.changes.get("version", 0) > version]
    return story(complaint, rows)
