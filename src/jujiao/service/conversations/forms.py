"""What is typed in conversations, by the desk and by owners."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.forms import VersionForm
from jujiao.kernel.record.attachments.field import FilesField
from jujiao.rules.service.conversations import LONGEST
from jujiao.service.conversations.models import PhraseVersion


class AnswerForm(VersionForm):
    """An answer to the owner, and the text for answers that it was made of, if any."""

    text = forms.CharField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea)
    phrase_version = forms.ModelChoiceField(PhraseVersion.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, offered: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["phrase_version"].queryset = PhraseVersion.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in offered]
        )


class NoteForm(forms.Form):
    """What colleagues should know."""

    text = forms.CharField(
        label=_("Note among colleagues"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "4", "autofocus": True}),
        help_text=_("The owner never sees it."),
    )


class StepForm(VersionForm):
    """A step on a conversation as it was looked at."""


class WriteForm(forms.Form):
    """What an owner writes; `key` stays the same until it has been taken."""

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput(attrs={"data-kept": ""}))
    text = forms.CharField(label=_("Your message"), max_length=LONGEST, required=False, widget=forms.Textarea)
    attachments = FilesField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "initial": {"key": new_key(), **options.get("initial", {})}})

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()


def new_key() -> str:
    return uuid.uuid4().hex
