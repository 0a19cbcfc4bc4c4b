"""The list of papers, and the dialogs in which they are written down, verified and revoked."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.staff import operations
from jujiao.company.staff.directory import KEEP_FILES, get_file_for
from jujiao.company.staff.models import RevokedAs
from jujiao.company.staff.queries import employed, today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.employment import queries
from jujiao.people.employment.forms import CredentialForm, RevokeForm, VerifyForm
from jujiao.people.employment.lists import by_their_end, credentials_table


@door(*KEEP_FILES)
@require_safe
def credentials(request: ViewerRequest) -> HttpResponse:
    """The papers of all whose files one keeps, the first to end first; of those who left, behind a switch."""
    now = clock.now()
    rows = by_their_end(queries.kept_for(request.viewer))
    if request.GET.get("left") != "1":
        rows = rows.filter(employed(today(now), "employee__"))
    page = credentials_table(now).page(rows, request.GET)
    context = {"page": page, "now": now, "day": today(now)}
    return render_page(request, "employment/credentials.html", "list", context)


@door(*KEEP_FILES)
def record(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = get_file_for(request.viewer, employee_id)
    form = CredentialForm(request.POST or None)
    dialog = Dialog(
        _("New credential"),
        _("Write down"),
        reverse("employment:file", args=[found.pk]),
        subject=found.name,
        note=_("It counts once somebody else has verified it. What is renewed is written down as a further one."),
        sentence=_("Written down."),
    )
    return dialog.answer(
        request,
        form,
        lambda _given: operations.record_credential(
            employee=found, facts=form.facts(), actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP_FILES)
def verify(request: ViewerRequest, credential_id: int) -> HttpResponse:
    row = queries.get_credential_for(request.viewer, credential_id)
    dialog = Dialog(
        _("Verify"),
        _("Verified"),
        reverse("employment:file", args=[row.employee_id]),
        subject=f"{row.employee.name} {row.kind_choice.label} {row.number}",
        sentence=_("Verified."),
    )
    return dialog.answer(
        request,
        VerifyForm(request.POST or None, initial={"version": row.version}),
        lambda given: operations.verify_credential(
            credential=row, version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP_FILES)
def revoke(request: ViewerRequest, credential_id: int) -> HttpResponse:
    row = queries.get_credential_for(request.viewer, credential_id)
    now = clock.now()
    dialog = Dialog(
        _("Counts no more"),
        SAVE,
        reverse("employment:file", args=[row.employee_id]),
        subject=f"{row.employee.name} {row.kind_choice.label}",
        note=_("A guard's licence that the police revoked bars from the work of a guard for three years."),
        sentence=_("Saved."),
        danger=True,
    )
    return dialog.answer(
        request,
        RevokeForm(request.POST or None, initial={"version": row.version, "revoked_on": today(now)}),
        lambda given: operations.revoke_credential(
            credential=row,
            **{**given, "revoked_as": RevokedAs(given["revoked_as"])},
            actor=request.viewer,
            now=now,
        ),
    )
