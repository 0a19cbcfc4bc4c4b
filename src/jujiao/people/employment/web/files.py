"""The file of a person: whole for whoever keeps it, their own to look at for everybody employed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jujiao.company.estates.story import story
from jujiao.company.staff.directory import KEEP_FILES, files_of, get_file_for
from jujiao.company.staff.models import Assignment, Credential
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import STAFF, ViewerRequest, door
from jujiao.people.employment import queries
from jujiao.people.employment.queries import File
from jujiao.people.employment.story import SENTENCES


@door(*KEEP_FILES)
@require_safe
def file(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """All that is on file about somebody, with what may be done about it."""
    found = get_file_for(request.viewer, employee_id)
    now = clock.now()
    context = _context(queries.file_of(found, now), request)
    entries = story("personal_file", found.pk, SENTENCES, {})
    return render(request, "employment/file.html", {**context, "keeps": True, "entries": entries})


@door(*STAFF)
@require_safe
def mine(request: ViewerRequest) -> HttpResponse:
    """The viewer's own file."""
    return render(request, "employment/file.html", _context(queries.own_file(request.viewer, clock.now()), request))


@door(*KEEP_FILES)
@require_safe
def of_employee(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """A part of the employee's page: what they hold and lack, and the way to their file."""
    found = files_of(request.viewer).filter(pk=employee_id).first()
    if found is None:  # the page shows somebody whose file is for others to keep
        return HttpResponse("")
    return render(request, "employment/panel.html", _context(queries.file_of(found, clock.now()), request))


@door(*STAFF)
@require_safe
def credential(request: ViewerRequest, credential_id: int) -> HttpResponse:
    """Where a notice about a paper leads: the file of its holder, or one's own."""
    row = get_object_or_404(Credential, pk=credential_id)
    return _to_the_file(request, row.employee_id)


@door(*STAFF)
@require_safe
def posting(request: ViewerRequest, post_id: int) -> HttpResponse:
    """Where a notice about a gap leads."""
    row = get_object_or_404(Assignment, pk=post_id)
    return _to_the_file(request, row.employee_id)


def _to_the_file(request: ViewerRequest, employee_id: int) -> HttpResponse:
    if queries.holder_of(request.viewer, employee_id) == request.viewer.employee_id:
        return redirect("employment:mine")
    return redirect(reverse("employment:file", args=[employee_id]))


def _context(found: File, request: ViewerRequest) -> dict[str, Any]:
    now = clock.now()
    return {"file": found, "employee": found.employee, "now": now, "day": today(now), "viewer": request.viewer}
