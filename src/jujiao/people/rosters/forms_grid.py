"""What people type about a cell of a roster's grid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.staff.forms import DATA
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.grid import people_of
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.queries import duties_of

DOES = ("put", "take", "fix", "move")
"""What a key or a drag does to a cell."""


class CellForm(forms.Form):
    """A cell in a dialog: which shift at which post, if any, and whether it is fixed. `as_is` is what no shift means
    where something is planned that none of them is: it stays."""

    shift_kind = forms.ModelChoiceField(
        ShiftKind.objects.none(),
        label=_("Kind of shift"),
        required=False,
        empty_label=_("No duty on this day"),
        widget=forms.Select(attrs={**DATA, "autofocus": True}),
    )
    duty_post = forms.ModelChoiceField(
        DutyPost.objects.none(), label=_("Post to be covered"), empty_label=None, widget=forms.Select(attrs=DATA)
    )
    fixed = forms.BooleanField(label=_("Fixed: it stays when a roster is made"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, roster: Roster, *args: Any, as_is: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if as_is:
            self.fields["shift_kind"].empty_label = as_is  # type: ignore[attr-defined]
        kinds = ShiftKind.objects.filter(estate=roster.estate_id, in_use=True).order_by("starts", "pk")
        self.fields["shift_kind"].queryset = kinds  # type: ignore[attr-defined]
        posts = DutyPost.objects.filter(roster_posts__roster=roster).order_by("kind", "name")
        self.fields["duty_post"].queryset = posts  # type: ignore[attr-defined]


class EditForm(forms.Form):
    """What a key or a drag sends: the cell as it was `seen`, and what becomes of it."""

    do = forms.ChoiceField(choices=[(each, each) for each in DOES])
    employee = forms.ModelChoiceField(Employee.objects.none())
    day = forms.DateField()
    seen = forms.CharField(required=False)
    shift_kind = forms.ModelChoiceField(ShiftKind.objects.none(), required=False)
    duty = forms.IntegerField(required=False)
    to_employee = forms.ModelChoiceField(Employee.objects.none(), required=False)
    to_day = forms.DateField(required=False)

    def __init__(self, roster: Roster, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        planned = duties_of(roster).values_list("employee_id", flat=True)
        people = Employee.objects.filter(pk__in=people_of(roster, planned))
        for name in ("employee", "to_employee"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        kinds = ShiftKind.objects.filter(estate=roster.estate_id, in_use=True)
        self.fields["shift_kind"].queryset = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = {"put": ("shift_kind",), "move": ("duty", "to_employee", "to_day")}.get(given.get("do", ""), ())
        if any(given.get(name) is None for name in needed):
            raise ValidationError(_("Something is missing. Reload the page."))
        return given
