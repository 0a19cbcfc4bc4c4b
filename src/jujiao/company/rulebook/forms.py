"""What people type to draft and publish a version."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.company.rulebook.models import FigureKind, Parameter
from jujiao.company.rulebook.operations.drafting import NOTE, SOURCE
from jujiao.company.rulebook.operations.publishing import PROOF
from jujiao.company.rulebook.words import BARE
from jujiao.kernel.record.texts import TextField
from jujiao.rules.figure import Unit

LARGEST = 2**31 - 1


class VersionForm(forms.Form):
    """The draft as the person saw it; every step on a draft posts it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class NoteForm(forms.Form):
    """Opening a draft."""

    note = TextField(
        NOTE,
        label=gettext_lazy("What is to change"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class FigureForm(VersionForm):
    """One figure of a draft, for every estate or for one."""

    estate = forms.ModelChoiceField(
        Estate.objects.none(),
        label=gettext_lazy("Holds for"),
        required=False,
        empty_label=gettext_lazy("Every estate"),
        widget=forms.Select(attrs={"translate": "no"}),
    )
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=9, decimal_places=3)
    enabled = forms.BooleanField(label=gettext_lazy("Switched on"), required=False)
    source = TextField(
        SOURCE,
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("A decision, a contract, a standard: whoever is bound by the figure may ask."),
    )

    def __init__(self, data: Any = None, *, parameter: Parameter, estates: QuerySet[Estate], **more: Any) -> None:
        super().__init__(data, **more)
        estate: Any = self.fields["estate"]
        estate.queryset = estates
        self.fields["value"].help_text = BARE[Unit(parameter.unit)]
        if parameter.kind != FigureKind.PRESET:
            del self.fields["enabled"]


class RemoveForm(VersionForm):
    """Taking back what an estate set for itself."""

    estate = forms.ModelChoiceField(Estate.objects.none())

    def __init__(self, data: Any = None, *, estates: QuerySet[Estate], **more: Any) -> None:
        super().__init__(data, **more)
        estate: Any = self.fields["estate"]
        estate.queryset = estates


class PublishForm(VersionForm):
    """Putting a draft in force: how it was made known, and from when."""

    proof = TextField(
        PROOF,
        label=gettext_lazy("How it was made known"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Where and when it was posted, in which meeting it was announced, who signed."),
    )
    start = forms.ChoiceField(
        label=gettext_lazy("Comes into force"),
        choices=[("now", gettext_lazy("at once")), ("later", gettext_lazy("from a later time"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    effective_from = forms.DateTimeField(
        label=gettext_lazy("In force from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") == "later" and not cleaned.get("effective_from") and not self.errors:
            self.add_error("effective_from", _("Please say from when."))
        return cleaned

    @property
    def starts(self) -> datetime | None:
        """The moment chosen, None for at once."""
        return self.cleaned_data["effective_from"] if self.cleaned_data["start"] == "later" else None
