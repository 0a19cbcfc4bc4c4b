"""The dialogs in which files are kept."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.staff import operations
from jujiao.company.staff.directory import KEEP_FILES, get_file_for
from jujiao.company.staff.models import BarKind, Contract, ContractKind, Employee, EmploymentForm, PersonalFile
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import render_dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.employment import queries
from jujiao.people.employment.forms import (
    BarForm,
    ChangeContractForm,
    ContractForm,
    FileForm,
    FormForm,
    ReasonForm,
    StrikeForm,
)


@door(*KEEP_FILES)
def keep(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = get_file_for(request.viewer, employee_id)
    form = FileForm(request.POST or None, initial=_on_file(found))
    dialog = _dialog(_("Personal file"), found, latest=lambda: _on_file(found))
    return dialog.answer(
        request,
        form,
        lambda given: operations.keep_file(
            employee=found, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


class _NumberDialog(Dialog):
    """Shows the number once and in the dialog alone."""

    def show(self, request: HttpRequest, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        return render_dialog(request, "employment/reveal.html", {"dialog": self, "form": form, **more}, status=status)


@door(*KEEP_FILES)
def reveal_identity(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """The reason is asked, then the number is shown."""
    found = get_file_for(request.viewer, employee_id)
    form = ReasonForm(request.POST or None)
    dialog = _NumberDialog(_("Identity number"), _("Show the number"), _page(found), subject=found.name)

    def shown() -> HttpResponse:
        number = operations.reveal_identity(
            employee=found, reason=form.cleaned_data["reason"], actor=request.viewer, now=clock.now()
        )
        return dialog.show(request, form, number=number)

    return dialog.respond(request, form, shown)


@door(*KEEP_FILES)
def change_form(request: ViewerRequest, spell_id: int) -> HttpResponse:
    spell = queries.get_spell_for(request.viewer, spell_id)
    dialog = _dialog(
        _("Form of employment"),
        spell.employee,
        latest=lambda: {"form": queries.get_spell_for(request.viewer, spell_id).form_choice.label},
    )
    return dialog.answer(
        request,
        FormForm(request.POST or None, initial={"version": spell.version, "form": spell.form}),
        lambda given: operations.change_form(
            employment=spell,
            form=EmploymentForm(given["form"]),
            version=given["version"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*KEEP_FILES)
def add_contract(request: ViewerRequest, spell_id: int) -> HttpResponse:
    spell = queries.get_spell_for(request.viewer, spell_id)
    form = ContractForm(request.POST or None, initial={"starts_on": spell.starts_on, "kind": ContractKind.FIXED})
    return _dialog(_("Contract"), spell.employee).answer(
        request,
        form,
        lambda _given: operations.add_contract(
            employment=spell, facts=form.facts(), actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP_FILES)
def change_contract(request: ViewerRequest, contract_id: int) -> HttpResponse:
    contract = queries.get_contract_for(request.viewer, contract_id)
    form = ChangeContractForm(request.POST or None, initial=_contract(contract))
    dialog = _dialog(
        _("Correct the contract"),
        contract.employment.employee,
        latest=lambda: _contract(queries.get_contract_for(request.viewer, contract_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.change_contract(
            contract=contract, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP_FILES)
def add_bar(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = get_file_for(request.viewer, employee_id)
    dialog = _dialog(_("Barred from the work of a guard"), found, note=_("Read by whoever keeps this file alone."))
    return dialog.answer(
        request,
        BarForm(request.POST or None, initial={"since": today(clock.now())}),
        lambda given: operations.record_bar(
            employee=found, kind=BarKind(given["kind"]), since=given["since"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP_FILES)
def strike_bar(request: ViewerRequest, bar_id: int) -> HttpResponse:
    bar = queries.get_bar_for(request.viewer, bar_id)
    dialog = _dialog(_("Strike it"), bar.employee, note=_("For what was written down wrongly; the row stays."))
    return dialog.answer(
        request,
        StrikeForm(request.POST or None, initial={"version": bar.version}),
        lambda given: operations.strike_bar(bar=bar, **given, actor=request.viewer, now=clock.now()),
    )


def _dialog(title: str, employee: Employee, **more: Any) -> Dialog:
    return Dialog(title, SAVE, _page(employee), subject=employee.name, sentence=_("Saved."), **more)


def _page(employee: Employee) -> str:
    return reverse("employment:file", args=[employee.pk])


def _on_file(employee: Employee) -> dict[str, object]:
    row = PersonalFile.objects.filter(pk=employee.pk).first()
    if row is None:
        return {"version": 0}
    return {name: getattr(row, name) for name in ("version", "sex", "born_on", "registered_address", "current_address")}


def _contract(contract: Contract) -> dict[str, object]:
    return {name: getattr(contract, name) for name in ("version", "kind", "starts_on", "ends_on", "signed_on")}
