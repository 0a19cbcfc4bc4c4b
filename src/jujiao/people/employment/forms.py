"""What people type about files, contracts, papers and bars."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.operations.people import REASON
from jujiao.company.staff.models import BarKind, ContractKind, CredentialKind, EmploymentForm, RevokedAs, Sex
from jujiao.company.staff.operations import ContractFacts, FileFacts, NewCredential
from jujiao.company.staff.operations.credentials import ISSUER, NUMBER, WHY
from jujiao.company.staff.operations.files import ADDRESS
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.texts import TextField

PRIVATE = {"autocomplete": "off", "translate": "no", "spellcheck": "false"}


class FileForm(VersionForm):
    """What is on file about a person; the identity number on record is not shown here, an empty field keeps it."""

    identity = forms.CharField(
        label=_("New identity number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=PRIVATE),
        help_text=_("Birth date and sex are taken from it. Empty keeps the number on record."),
    )
    no_identity = forms.BooleanField(label=_("Remove the number on record"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    born_on = forms.DateField(label=_("Born on"), widget=DayInput, required=False)
    registered_address = TextField(ADDRESS, label=_("Registered address"), widget=forms.TextInput(attrs=PRIVATE))
    current_address = TextField(ADDRESS, label=_("Present address"), widget=forms.TextInput(attrs=PRIVATE))

    def facts(self) -> FileFacts:
        """The file as the operation takes it."""
        given = self.cleaned_data
        identity = "" if given["no_identity"] else given["identity"] or None
        return FileFacts(
            sex=Sex(given["sex"]) if given["sex"] else None,
            born_on=given["born_on"],
            identity=identity,
            registered_address=given["registered_address"],
            current_address=given["current_address"],
        )


class ReasonForm(forms.Form):
    """Why numbers are needed."""

    reason = TextField(REASON, label=_("Reason"))


class CredentialForm(forms.Form):
    """A paper, or a training that was passed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CredentialKind.choices)
    number = TextField(NUMBER, label=pgettext_lazy("of a certificate", "Number"), widget=forms.TextInput(attrs=PRIVATE))
    issuer = TextField(ISSUER, label=_("Issued by"))
    starts_on = forms.DateField(label=_("Valid from"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Valid until"), widget=DayInput, required=False, help_text=_("Empty: without an end.")
    )
    reviewed_on = forms.DateField(
        label=_("Last review"), widget=DayInput, required=False, help_text=_("Of special work, every three years.")
    )

    def facts(self) -> NewCredential:
        """The paper as the operation takes it."""
        given = self.cleaned_data
        return NewCredential(**{**given, "kind": CredentialKind(given["kind"])})


class VerifyForm(VersionForm):
    """That the original was seen."""

    seen = forms.BooleanField(label=_("I have seen the original, and it says what stands here"))


class RevokeForm(VersionForm):
    """Why a paper counts no more."""

    revoked_as = forms.ChoiceField(label=_("What happened"), choices=RevokedAs.choices, widget=forms.RadioSelect)
    revoked_on = forms.DateField(label=_("On"), widget=DayInput)
    reason = TextField(WHY, label=_("Reason"))


class ContractForm(forms.Form):
    """A contract."""

    kind = forms.ChoiceField(label=_("Kind of contract"), choices=ContractKind.choices)
    starts_on = forms.DateField(label=_("Contract from"), widget=DayInput)
    ends_on = forms.DateField(label=_("Contract until"), widget=DayInput, required=False)
    signed_on = forms.DateField(
        label=_("Signed on"), widget=DayInput, required=False, help_text=_("Empty until both have signed.")
    )

    def facts(self) -> ContractFacts:
        """The contract as the operations take it."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in ContractForm.base_fields}
        return ContractFacts(**{**given, "kind": ContractKind(given["kind"])})


class ChangeContractForm(VersionForm, ContractForm):
    """The same, of a contract that is there."""


class FormForm(VersionForm):
    """How somebody is employed."""

    form = forms.ChoiceField(label=_("Form of employment"), choices=EmploymentForm.choices, widget=forms.RadioSelect)


class BarForm(forms.Form):
    """What bars somebody from the work of a guard."""

    kind = forms.ChoiceField(label=_("What bars"), choices=BarKind.choices, widget=forms.RadioSelect)
    since = forms.DateField(label=_("Since"), widget=DayInput)


class StrikeForm(VersionForm):
    """Why a bar was written down wrongly."""

    reason = TextField(WHY, label=_("Reason"))
