"""Forms for several cases at once: which ones, each with the version that was looked at ("17:4")."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import today
from jujiao.service.complaints.forms.fields import LongText, NamedChoice, name_list, offer_rows
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries import suggested_department, working_in_any
from jujiao.service.complaints.texts import TO_DEPARTMENT

LONGEST = 10
"""Digits of an id or a version."""


class CasesField(forms.MultipleChoiceField):
    """Cases among those that are known; cleaned they are pairs of a case and a version. Others are passed over, unless
    none is left."""

    known: Mapping[str, Complaint] = {}

    def valid_value(self, value: str) -> bool:
        parts = value.split(":")
        return len(parts) == 2 and all(one.isascii() and one.isdecimal() and len(one) < LONGEST for one in parts)

    def clean(self, value: Iterable[str]) -> Any:
        named = [one.split(":") for one in dict.fromkeys(super().clean(value))]
        chosen = [(self.known[pk], int(version)) for pk, version in named if pk in self.known]
        if not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return chosen


class Several(forms.Form):
    """Several cases among `rows`. With a `key`, a form that is sent twice does nothing twice."""

    nothing_chosen: Any = _("Tick the cases that you mean.")
    cases = CasesField()
    key = forms.UUIDField(required=False)

    def __init__(self, data: Any, *, rows: Iterable[Complaint]) -> None:
        super().__init__(data, auto_id="several_%s")
        self.use_required_attribute = False
        field = cast(CasesField, self.fields["cases"])
        field.known = {str(row.pk): row for row in rows}
        field.error_messages = {**field.error_messages, "required": self.nothing_chosen}

    def shown(self) -> list[forms.BoundField]:
        """The fields but for those that the list fills in."""
        return [self[name] for name in self.fields if name not in {"cases", "key"}]

    def chosen(self) -> list[tuple[Complaint, int]]:
        """The cases with the versions that were looked at."""
        return list(self.cleaned_data["cases"])

    def given(self) -> dict[str, Any]:
        """What the operation is told beside the cases."""
        key = self.cleaned_data["key"]
        rest = {name: value for name, value in self.cleaned_data.items() if name not in {"cases", "key"}}
        return {**rest, "key": str(key) if key else ""}


class DispatchAll(Several):
    """To which department they go; offered first is the one that all their categories point to."""

    department = NamedChoice(
        Department.objects.none(), label=_("Department"), widget=forms.RadioSelect, empty_label=None
    )
    text = LongText(TO_DEPARTMENT, label=_("Word to the department"), rows=2)

    def __init__(self, data: Any, *, rows: list[Complaint], now: datetime) -> None:  # noqa: ARG002
        super().__init__(data, rows=rows)
        departments = Department.objects.filter(estate__in={row.estate_id for row in rows}).order_by("estate_id", "id")
        kinds = {(row.estate_id, row.category.department_kind): row for row in rows}
        suggested = suggested_department(rows[0]) if len(kinds) == 1 else None
        offer_rows(self, "department", departments, suggested.pk if suggested else None)


class AssignAll(Several):
    """Who takes them in hand: somebody of the departments that hold them."""

    handler = forms.ModelChoiceField(
        Employee.objects.none(), label=_("Who takes them in hand"), empty_label="—", widget=name_list()
    )

    def __init__(self, data: Any, *, rows: list[Complaint], now: datetime) -> None:
        super().__init__(data, rows=rows)
        held = {row.department_id for row in rows if row.department_id is not None}
        offer_rows(self, "handler", working_in_any(held, today(now)))
