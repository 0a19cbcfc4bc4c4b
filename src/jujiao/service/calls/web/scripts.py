"""What is said on the telephone: the list, one script with its versions, and the dialogs that publish."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.models import Company, Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.rules.service.calls.wording import Blank, clause_3_1_2_wording
from jujiao.rules.wording import compared
from jujiao.service.calls.forms_pop import OwnWordingForm, WithdrawForm, WordingForm
from jujiao.service.calls.models import Occasion, Script, ScriptVersion
from jujiao.service.calls.operations import scripts as operations
from jujiao.service.calls.permissions import SEES_SCRIPTS, WRITES_SCRIPTS
from jujiao.service.calls.queries_scripts import current, get_script_for, may_write, scripts_for, versions_of


@dataclass(frozen=True)
class Row:
    """A script as it is said now."""

    script: Script
    version: ScriptVersion


@door(*SEES_SCRIPTS)
@require_safe
def scripts(request: ViewerRequest) -> HttpResponse:
    """What is said on each occasion: by the company, and at an estate that has words of its own."""
    found = {each.script_id: each for each in current(scripts_for(request.viewer))}
    order = list(Occasion)
    rows = sorted(
        (Row(each.script, each) for each in found.values()),
        key=lambda row: (order.index(row.script.occasion_choice), row.script.estate_id or 0),
    )
    context = {"rows": rows, "adds": _estates_to_write(request.viewer).exists(), "now": clock.now()}
    return render(request, "telephony/pop_scripts.html", context)


@door(*SEES_SCRIPTS)
@require_safe
def script(request: ViewerRequest, script_id: int) -> HttpResponse:
    """One script: what is said now, how it sounds, and what was said before; two versions side by side where the
    address names them."""
    row, now = get_script_for(request.viewer, script_id), clock.now()
    versions = list(versions_of(row))
    by_number = {str(each.number): each for each in versions}
    later = by_number.get(request.GET.get("to", ""), versions[0])
    former = by_number.get(request.GET.get("from", ""), versions[1] if len(versions) > 1 else None)
    example = {
        Blank.ESTATE: row.estate.name if row.estate else _("Sunshine Garden"),
        Blank.CLERK: request.viewer.name,
        Blank.CALLER: _("Mr Wang"),
        Blank.ROOM: "1-1-101",
    }
    context = {
        "script": row,
        "versions": versions,
        "example": clause_3_1_2_wording(versions[0].text, example, now),
        "former": former,
        "later": later,
        "stretches": compared(former.text, later.text) if former and former != later else [],
        "writes": may_write(request.viewer, row.company_id, row.estate_id),
        "now": now,
    }
    return render(request, "telephony/pop_script.html", context)


@door(*WRITES_SCRIPTS)
def publish(request: ViewerRequest, script_id: int) -> HttpResponse:
    """The dialog that publishes the next version."""
    row = get_script_for(request.viewer, script_id)

    def latest() -> dict[str, Any]:
        return {"text": _last(get_script_for(request.viewer, script_id)).text}

    dialog = Dialog(
        _("Publish another wording"),
        _("Publish"),
        reverse("telephony:script", args=[row.pk]),
        note=_("It is said from now on. Calls keep the wording that was said to them."),
        sentence=_("Published."),
        subject=str(row.occasion_choice.label),
        latest=latest,
    )
    return dialog.answer(
        request,
        WordingForm(request.POST or None, initial={"version": row.version, "text": _last(row).text}),
        lambda given: operations.publish(
            company=row.company, estate=row.estate, occasion=row.occasion_choice, **given, actor=request.viewer,
            now=clock.now(),
        ),
    )  # fmt: skip


@door(*WRITES_SCRIPTS)
def write_own(request: ViewerRequest) -> HttpResponse:
    """The dialog in which an estate gets words of its own for an occasion."""
    company = get_object_or_404(Company, pk=request.viewer.company_id or 0)
    estates = _estates_to_write(request.viewer)
    dialog = Dialog(
        _("An estate's own wording"),
        _("Publish"),
        reverse("telephony:scripts"),
        note=_("It is said at this estate instead of what the company says."),
        sentence=_("Published."),
    )

    def publish(given: dict[str, Any]) -> None:
        occasion = Occasion(given.pop("occasion"))
        operations.publish(company=company, occasion=occasion, **given, actor=request.viewer, now=clock.now())

    only = estates.first() if estates.count() == 1 else None
    form = OwnWordingForm(estates, request.POST or None, initial={"version": 0, "estate": only})
    return dialog.answer(request, form, publish)


@door(*WRITES_SCRIPTS)
def withdraw(request: ViewerRequest, script_id: int) -> HttpResponse:
    """The dialog by which an estate says again what the company says."""
    row = get_script_for(request.viewer, script_id)
    dialog = Dialog(
        _("Withdraw the estate's own wording"),
        _("Withdraw"),
        reverse("telephony:scripts"),
        note=_("The estate says again what the company says."),
        sentence=_("Withdrawn."),
        subject=str(row.occasion_choice.label),
        danger=True,
    )
    return dialog.answer(
        request,
        WithdrawForm(request.POST or None, initial={"version": row.version}),
        lambda given: operations.withdraw(script=row, **given, actor=request.viewer, now=clock.now()),
    )


def _last(row: Script) -> ScriptVersion:
    return versions_of(row)[0]


def _estates_to_write(viewer: Viewer) -> QuerySet[Estate]:
    return estates_of(viewer, *WRITES_SCRIPTS)
