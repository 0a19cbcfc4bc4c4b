"""What people type about places and those who live there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.contact import UnableToReadPhone, clean_phone
from jujiao.company.estates.models import Relation
from jujiao.company.estates.operations.people import NAME, REASON
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.texts import TextField

LARGEST = 2**31 - 1


class PhoneField(forms.CharField):
    """A phone number in whatever way it is typed."""

    def __init__(self, *, label: Any = None, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        super().__init__(label=label or _("Phone"), required=required, max_length=30, widget=widget)

    def clean(self, value: str) -> str:
        """The number as it is kept."""
        try:
            return clean_phone(super().clean(value))
        except UnableToReadPhone as error:
            raise ValidationError(str(error)) from error


class PersonNameField(TextField):
    """What a person is called."""

    def __init__(self) -> None:
        label = pgettext_lazy("of a person", "Name")
        super().__init__(NAME, label=label, widget=forms.TextInput(attrs={"autofocus": True}))


class VersionForm(forms.Form):
    """A form on a row that others may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class NameForm(forms.Form):
    """The name of a building or unit, or the number of a room."""

    name = forms.CharField(label=_("Name"), max_length=20, widget=forms.TextInput(attrs={"autofocus": True}))


class UnitForm(NameForm):
    """The name of a unit, which a villa or a shop does without."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Leave it empty where the building has no units: villas, shops.")


class RenameUnitForm(VersionForm, UnitForm):
    """The same, of a unit that is there."""


class RenameForm(VersionForm, NameForm):
    """The same, of a place that is there."""


class ResidentForm(forms.Form):
    """Somebody who moves in."""

    name = PersonNameField()
    phone = PhoneField()
    relation = forms.ChoiceField(label=_("Relation"), choices=Relation.choices, widget=forms.RadioSelect)
    moved_in = forms.DateField(label=_("Moved in"), widget=DayInput)


class MoveOutForm(forms.Form):
    """The last day of somebody or of a household."""

    moved_out = forms.DateField(label=_("Last day"), widget=DayInput)


class PersonForm(VersionForm):
    """A person's name, and a number in place of the one on record."""

    name = PersonNameField()
    phone = PhoneField(label=_("New phone number"))
    no_phone = forms.BooleanField(label=_("Remove the number on record"), required=False)


class ReasonForm(forms.Form):
    """What something is needed for."""

    reason = TextField(
        REASON,
        label=_("Reason"),
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("It stays on record with your name and the time."),
    )


class ConfirmNumberForm(ReasonForm):
    """How one knows that a changed number is the person's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("How you know")

    change = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)
