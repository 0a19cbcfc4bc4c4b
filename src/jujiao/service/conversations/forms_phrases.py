"""What people type about texts for answers."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.forms import VersionForm
from jujiao.company.staff.forms import DATA
from jujiao.kernel.errors import UnableTo
from jujiao.rules.service.phrases import CALLED
from jujiao.service.conversations.models import Phrase
from jujiao.service.conversations.operations.phrases import TITLE, WORDING, cleaned


def _blanks() -> str:
    """The blanks by their names in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    names = " ".join(f"{{{name}}}" for name in CALLED if name.isascii() != chinese)
    return _("Filled for each answer: %(blanks)s") % {"blanks": names}


class PhraseForm(VersionForm):
    """What a text says from now on."""

    title = forms.CharField(
        label=pgettext_lazy("of a text", "Title"),
        max_length=TITLE.most,
        widget=forms.TextInput(attrs={**DATA, "autofocus": True}),
    )
    short = forms.CharField(
        label=_("Short form"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=DATA),
        help_text=_("Typed after / in an answer, it finds the text."),
    )
    text = forms.CharField(
        label=pgettext_lazy("for answers", "Wording"),
        max_length=WORDING.most,
        widget=forms.Textarea(attrs={**DATA, "rows": "6"}),
        help_text=lazy(_blanks, str)(),
    )

    def clean_text(self) -> str:
        try:
            return cleaned(self.cleaned_data["text"])
        except UnableTo as error:
            raise forms.ValidationError(str(error)) from error


class NewPhraseForm(PhraseForm):
    """One more text: of an estate, or, for whoever writes for the company, of all."""

    estate = forms.ModelChoiceField(
        Phrase.objects.none(), label=_("Estate"), required=False, widget=forms.Select(attrs=DATA)
    )
    field_order = ("estate", "title", "short", "text")

    def __init__(self, estates: Any, *args: Any, for_all: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["estate"]
        field.queryset, field.required = estates, not for_all
        field.empty_label = _("all estates") if for_all else field.empty_label


class WithdrawPhraseForm(VersionForm):
    """That a text is not offered any more."""
