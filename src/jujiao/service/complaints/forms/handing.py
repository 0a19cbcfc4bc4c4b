"""Steps that hand a complaint to somebody: dispatch, accept for a colleague, merge."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.forms.fields import LongText, NamedChoice, name_list, offer_rows
from jujiao.service.complaints.forms.steps import ComplaintStep
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.permissions import names_handler
from jujiao.service.complaints.queries import (
    colleagues_for,
    employees_of,
    similar_to,
    suggested_department,
    visible_to,
)
from jujiao.service.complaints.texts import TO_DEPARTMENT

OFFERED = 6


class Dispatch(ComplaintStep):
    """The department, preselected by the category; one that has the complaint already is not offered."""

    department = NamedChoice(
        Department.objects.none(),
        label=_("Department"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("This department has it already, or is none of this estate.")},
    )
    text = LongText(TO_DEPARTMENT, label=_("Word to the department"), rows=2)

    def prepare(self) -> None:
        departments = Department.objects.filter(estate=self.case.estate_id).order_by("id")
        if self.case.state != State.REGISTERED:
            departments = departments.exclude(pk=self.case.department_id or 0)
        suggested = suggested_department(self.case)
        offer_rows(self, "department", departments, suggested.pk if suggested else None)


class PassOn(ComplaintStep):
    """To which department praise is passed on, and who is praised."""

    department = NamedChoice(
        Department.objects.none(), label=_("Department"), widget=forms.RadioSelect, empty_label=None
    )
    employee = forms.ModelChoiceField(
        Employee.objects.none(), label=_("Who is praised"), required=False, empty_label="—", widget=name_list()
    )
    text = LongText(TO_DEPARTMENT, label=_("Word to the department"), rows=2)

    def prepare(self) -> None:
        departments = Department.objects.filter(estate=self.case.estate_id).order_by("id")
        suggested = self.case.department or suggested_department(self.case)
        offer_rows(self, "department", departments, suggested.pk if suggested else None)
        offer_rows(self, "employee", employees_of([self.case.estate_id]))


class AcceptAlone(ComplaintStep):
    """Nothing to fill in: one click. Whoever leads the department may name a colleague."""

    at_once = True

    @classmethod
    def fitting(cls, viewer: Viewer, case: Complaint) -> type[ComplaintStep]:
        return AcceptFor if names_handler(viewer, case) else cls


class AcceptFor(ComplaintStep):
    """Who takes it in hand: oneself, or a colleague of the department."""

    handler = forms.ModelChoiceField(
        Employee.objects.none(), label=_("Who takes it in hand"), empty_label=None, widget=name_list()
    )

    def prepare(self) -> None:
        offer_rows(self, "handler", colleagues_for(self.case, today(self.now)), self.viewer.employee_id)


class Reassign(ComplaintStep):
    """To which colleague of the department it goes."""

    handler = forms.ModelChoiceField(
        Employee.objects.none(), label=_("Who takes it over"), empty_label=None, widget=name_list()
    )
    text = LongText(TO_DEPARTMENT, label=_("Word to the colleague"), rows=2)

    def prepare(self) -> None:
        colleagues = colleagues_for(self.case, today(self.now)).exclude(pk=self.case.handler_id or 0)
        offer_rows(self, "handler", colleagues)


class _Cases(NamedChoice):
    def label_from_instance(self, obj: Any) -> SafeString:
        return data(f"{obj.number} · {obj.where} · {obj.text[:40]}")


class Merge(ComplaintStep):
    """Which complaint it goes along with: one that is offered, or any other by its number."""

    near = _Cases(
        Complaint.objects.none(), label=_("Similar ones"), required=False, widget=forms.RadioSelect, empty_label=None
    )
    number = forms.CharField(label=_("Another one, by its number"), required=False, max_length=30)

    def prepare(self) -> None:
        offered = [one.pk for one in similar_to(self.viewer, self.case)[:OFFERED]]
        near = Complaint.objects.filter(pk__in=offered).select_related("room", "building").order_by("-pk")
        offer_rows(self, "near", near, offered[0] if len(offered) == 1 else None)
        for name in ("near", "number"):
            self.fields[name].asked_for = True  # type: ignore[attr-defined]  # one of the two is needed
        if not offered:
            del self.fields["near"]
            self.fields["number"].required = True
            self.fields["number"].label = _("Number of the other complaint")

    def clean_number(self) -> Complaint | None:
        number = self.cleaned_data["number"].strip().upper()
        if not number:
            return None
        found = visible_to(self.viewer).filter(estate=self.case.estate_id)
        other = found.filter(number=number).first() or _only(found.filter(number__endswith=f"-{number}"))
        if other is None:
            raise forms.ValidationError(_("There is no complaint with this number."))
        return other

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("number") or self.cleaned_data.get("near")
        if chosen is None and not self.errors:
            self.add_error("number", _("Choose the complaint that this one goes along with."))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data["number"] or self.cleaned_data["near"]
        return {"version": self.cleaned_data["version"], "into_id": chosen.pk}


def _only(complaints: Any) -> Complaint | None:
    found = list(complaints[:2])
    return found[0] if len(found) == 1 else None
