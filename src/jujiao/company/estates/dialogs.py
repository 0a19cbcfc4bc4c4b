"""Dialogs with a number that somebody else may have: whose it is now is asked about only where somebody has."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.second_holder import Answer, NumberHeld
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.dialogs import Dialog


class HolderForm(forms.Form):
    """A form with a number that somebody else may have."""

    held = forms.ChoiceField(
        label=_("Whose is it now?"), choices=[("", ""), *Answer.choices], required=False, widget=forms.HiddenInput
    )

    def ask(self, error: NumberHeld) -> None:
        """Shows the question that the operation has, with the answers that this person may give."""
        field: Any = self.fields["held"]
        field.asked_for = True
        field.widget = forms.RadioSelect()
        field.choices = [(answer.value, answer.label) for answer in error.answers]
        self.add_error("held", str(error))


class HolderDialog(Dialog):
    """The dialog of such a form."""

    def told(self, form: forms.Form, error: UnableTo, /) -> dict[str, Any]:
        if not isinstance(error, NumberHeld):
            return super().told(form, error)
        cast(HolderForm, form).ask(error)
        return {}
