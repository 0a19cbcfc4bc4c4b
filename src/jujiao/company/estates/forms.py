"""What people type about places and those who live there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.dialogs import HolderForm
from jujiao.company.estates.models import Relation
from jujiao.company.estates.operations.people import NAME, REASON
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.texts import TextField
from jujiao.rules.phone_lists import LONGEST_WORD

LARGEST = 2**31 - 1


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


class DeskPhoneForm(VersionForm):
    """The number by which owners call their front desk."""

    phone = PhoneField(
        label=_("Front desk's phone"),
        help_text=_("Owners see it on each of their pages and call it with one tap. Leave it empty to offer none."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "autofocus": True}),
    )


class ResidentForm(HolderForm):
    """Somebody who moves in."""

    name = PersonNameField()
    phone = PhoneField()
    relation = forms.ChoiceField(label=_("Relation"), choices=Relation.choices, widget=forms.RadioSelect)
    moved_in = forms.DateField(label=_("Moved in"), widget=DayInput)


class MoveOutForm(forms.Form):
    """The last day of somebody or of a household."""

    moved_out = forms.DateField(label=_("Last day"), widget=DayInput)


class PersonForm(HolderForm, VersionForm):
    """A person's name, and a number in place of the one on record."""

    name = PersonNameField()
    phone = PhoneField(label=_("New phone number"))
    no_phone = forms.BooleanField(label=_("Remove the number on record"), required=False)


class NumberForm(HolderForm):
    """One more number of a person."""

    phone = PhoneField(required=True, widget=forms.TextInput(attrs={"inputmode": "tel", "autofocus": True}))
    word = forms.CharField(
        label=_("Whose it is, or where it rings"),
        max_length=LONGEST_WORD,
        required=False,
        help_text=_("For example: wife, office."),
    )


class EmptyForm(forms.Form):
    """A step that needs nothing but to be confirmed."""


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
