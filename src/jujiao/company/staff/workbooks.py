"""The pages of an estate's workbook: the empty form, taking one over, handing one out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.estates.story import story
from jujiao.company.staff import operations
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.forms import ExportForm, WorkbookForm
from jujiao.company.staff.models import ExportState, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations.exports import APPROVERS
from jujiao.company.staff.workbook.export import empty_form as filled_by_nobody
from jujiao.company.staff.workbook.whose import QUESTION
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.spreadsheets.reading import MOST_BYTES
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import Viewer, ViewerRequest, door

WORKBOOK_MEGABYTES = MOST_BYTES // 1024**2 + 1
"""The workbook, and what a form has around it."""
SHOWN = 200
RECENT = 20
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(*EDIT_STAFF, takes=WORKBOOK_MEGABYTES)
def workbook(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """What one can do with the estate's workbook; a POST sends one in."""
    estate = _estate(request.viewer, estate_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["workbook"]
        try:
            upload = operations.send_workbook(
                estate=estate,
                name=file.name,
                content=file.read(MOST_BYTES + 1),
                actor=request.viewer,
                now=clock.now(),
            )
        except UnableTo as error:
            form.add_error("workbook", str(error))
        else:
            return redirect("staff:upload", upload_id=upload.pk)
    return _page(request, estate, form, ExportForm())


@door(*EDIT_STAFF)
@require_safe
def empty_form(_request: ViewerRequest) -> HttpResponse:
    """The form to fill in, in the language of the page."""
    return _download(filled_by_nobody(), _("Jujiao form.xlsx"))


@door(*EDIT_STAFF)
@require_safe
def upload(request: ViewerRequest, upload_id: int) -> HttpResponse:
    """What a workbook that was sent would change, tried anew each time it is looked at."""
    row = upload_of(request.viewer, upload_id)
    if row.taken_over_at is not None:
        return redirect("staff:workbook", estate_id=row.estate_id)
    tried = operations.try_workbook(upload=row, actor=request.viewer, now=clock.now())
    if not tried.look.certain:
        return redirect("staff:match", upload_id=row.pk)
    outcome = tried.outcome
    context = {
        "now": clock.now(),
        "upload": row,
        "passed_over": tried.passed_over,
        "told": tried.told,
        "as_before": tried.look.as_before,
        "problems": outcome.problems[:SHOWN],
        "more_problems": max(0, len(outcome.problems) - SHOWN),
        "changes": outcome.changes[:SHOWN],
        "more_changes": max(0, len(outcome.changes) - SHOWN),
        "counts": counts(outcome.counts),
        "questions": outcome.questions,
        "plan": outcome.digest,
    }
    return render(request, "staff/upload.html", context)


@door(*EDIT_STAFF)
@require_POST
def take_over(request: ViewerRequest, upload_id: int) -> HttpResponse:
    """Takes over what was shown."""
    row = upload_of(request.viewer, upload_id)
    answers = {key: str(value) for key, value in request.POST.items() if key.startswith(QUESTION)}
    operations.take_over(
        upload=row, plan=request.POST.get("plan", ""), answers=answers, actor=request.viewer, now=clock.now()
    )
    return done(request, _("Taken over."), url=reverse("staff:workbook", args=[row.estate_id]))


@door(*EDIT_STAFF)
@require_POST
def ask_for_export(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """Asks for an export; it is ready at once, or waits for a second person."""
    estate = _estate(request.viewer, estate_id)
    form = ExportForm(request.POST)
    if form.is_valid():
        try:
            row = operations.ask_for_export(
                estate=estate,
                contacts=form.cleaned_data["contacts"],
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=clock.now(),
            )
        except UnableTo as error:
            form.add_error("reason" if form.cleaned_data["contacts"] else None, str(error))
        else:
            ready = row.state == ExportState.APPROVED
            sentence = _("Ready to download.") if ready else _("A second person has to approve it first.")
            return done(request, sentence, url=reverse("staff:workbook", args=[estate.pk]))
    return _page(request, estate, WorkbookForm(), form)


@door(*APPROVERS)
@require_POST
def decide_export(request: ViewerRequest, export_id: int) -> HttpResponse:
    """The second person approves or refuses."""
    row = _export(request.viewer, export_id)
    decide = operations.approve_export if request.POST.get("decision") == "approve" else operations.refuse_export
    decide(request=row, actor=request.viewer, now=clock.now())
    return done(request, _("Decided."), url=reverse("staff:workbook", args=[row.estate_id]))


@door(*EDIT_STAFF)
@require_POST
def take_export(request: ViewerRequest, export_id: int) -> HttpResponse:
    """The workbook itself, once."""
    row = _export(request.viewer, export_id)
    now = clock.now()
    content = operations.take_export(request=row, actor=request.viewer, now=now)
    return _download(content, f"{row.estate.code}-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx")


def counts(found: dict[str, int]) -> list[dict[str, Any]]:
    """The numbers of an outcome by sheet."""
    sheets = [
        ("rooms", _("Rooms")),
        ("residents", _("Residents")),
        ("employees", _("Employees")),
        ("desk", _("Front desk data")),
    ]
    return [
        {"label": label, **{kind: found.get(f"{key}.{kind}", 0) for kind in ("new", "changed", "same")}}
        for key, label in sheets
    ]


def _page(request: ViewerRequest, estate: Estate, form: WorkbookForm, export_form: ExportForm) -> HttpResponse:
    now = clock.now()
    viewer = request.viewer
    pending = WorkbookImport.objects.filter(estate=estate, taken_over_at=None, sent_by_id=viewer.user_id)
    exports = WorkbookExport.objects.filter(estate=estate).select_related("asked_by", "decided_by")
    context = {
        "now": now,
        "estate": estate,
        "form": form,
        "export_form": export_form,
        "pending": pending.defer("content").order_by("-id")[:RECENT],
        "exports": [
            {
                "row": row,
                "downloads": row.state == ExportState.APPROVED and row.asked_by_id == viewer.user_id,
                "decides": row.state == ExportState.WAITING
                and row.asked_by_id != viewer.user_id
                and viewer.has(*APPROVERS, estate_id=estate.pk),
            }
            for row in exports.order_by("-id")[:RECENT]
        ],
        "entries": story("estate", estate.pk),
    }
    status = 422 if form.errors or export_form.errors else 200
    return render(request, "staff/workbook.html", context, status=status)


def _estate(viewer: Viewer, estate_id: int) -> Estate:
    return get_object_or_404(estates_of(viewer, *EDIT_STAFF), id=estate_id)


def upload_of(viewer: Viewer, upload_id: int) -> WorkbookImport:
    """A workbook that the viewer sent: nobody confirms what somebody else was shown."""
    uploads = WorkbookImport.objects.filter(estate__in=_estates(viewer), sent_by_id=viewer.user_id)
    return get_object_or_404(uploads.select_related("estate__company"), id=upload_id)


def _export(viewer: Viewer, export_id: int) -> WorkbookExport:
    exports = WorkbookExport.objects.filter(estate__in=_estates(viewer))
    return get_object_or_404(exports.select_related("estate"), id=export_id)


def _estates(viewer: Viewer) -> QuerySet[Estate]:
    return estates_of(viewer, *EDIT_STAFF).order_by()


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
