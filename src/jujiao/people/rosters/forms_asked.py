"""What people type when they ask for a swap or a leave, answer that, or wish something."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.forms import LeaveForm
from jujiao.company.duty.models import Duty
from jujiao.company.staff.forms import DATA
from jujiao.company.staff.models import Employee
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.asks import colleagues_for, duties_in_return, open_to_wishes
from jujiao.people.rosters.models import Roster, ShiftKind, WishKind
from jujiao.people.rosters.models.asked import SHORT

AskLeaveForm = LeaveForm
"""A leave that is asked for has what a granted one has."""


class SwapForm(forms.Form):
    """Whom one asks to take a duty, and for which of theirs, if any: one choice says both."""

    whom = forms.ChoiceField(label=_("Ask whom"), widget=forms.Select(attrs={**DATA, "autofocus": True}))

    def __init__(self, duty: Duty, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {each.pk: each for each in colleagues_for(duty)}
        self._back = {each.pk: each for each in duties_in_return(duty, now)}
        groups = [(each.name, list(self._offers(each, now))) for each in self._people.values()]
        self.fields["whom"].choices = groups  # type: ignore[attr-defined]

    def _offers(self, person: Employee, now: datetime) -> Iterator[tuple[str, str]]:
        yield f"{person.pk}-", _now("%(name)s takes it") % {"name": person.name}
        for back in self._back.values():
            if back.employee_id == person.pk:
                yield f"{person.pk}-{back.pk}", _offer(back, now)

    def chosen(self) -> tuple[Employee, Duty | None]:
        """Who is asked, and which duty would come back."""
        person, back = self.cleaned_data["whom"].split("-")
        return self._people[int(person)], self._back[int(back)] if back else None


def _offer(back: Duty, now: datetime) -> str:
    said = {"at": moment_words(back.starts_at, now), "post": back.duty_post.name, "name": back.employee.name}
    return _now("in exchange for %(at)s, %(post)s (%(name)s)") % said


class RefusalForm(forms.Form):
    """Why not."""

    refusal = forms.CharField(
        label=_("Why not"), max_length=SHORT, required=False, widget=forms.TextInput(attrs={"autofocus": True})
    )


class WishForm(forms.Form):
    """What one would like, or not, of a roster to come."""

    roster = forms.ModelChoiceField(
        Roster.objects.none(), label=_("Roster"), empty_label=None, widget=forms.Select(attrs=DATA)
    )
    kind = forms.ChoiceField(label=_("Wish"), choices=WishKind.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Day"), widget=DayInput, required=False, help_text=_("Empty: on all days."))
    shift_kind = forms.ModelChoiceField(
        ShiftKind.objects.none(),
        label=_("Kind of shift"),
        required=False,
        empty_label=_("Any"),
        widget=forms.Select(attrs=DATA),
    )

    def __init__(self, viewer: Viewer, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rosters = open_to_wishes(viewer, now)
        self.fields["roster"].queryset = rosters  # type: ignore[attr-defined]
        self.fields["roster"].label_from_instance = _called  # type: ignore[attr-defined]
        kinds = ShiftKind.objects.filter(estate__in=rosters.order_by().values("estate"), in_use=True)
        self.fields["shift_kind"].queryset = kinds.order_by("estate", "starts", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given.get("day") is None and given.get("shift_kind") is None:
            raise ValidationError(_("Choose a day, a kind of shift, or both."))
        return given


def _called(roster: Roster) -> str:
    first: date = roster.first
    return f"{roster.estate.name} {first:%Y-%m-%d} – {roster.last:%Y-%m-%d}"
