"""What people type about telephones, callers and what is said."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.dialogs import HolderForm
from jujiao.company.estates.finding import FoundRoom, find_households
from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.models import Estate, Relation
from jujiao.company.estates.operations.people import NAME
from jujiao.company.estates.queries import get_chosen
from jujiao.company.staff.forms import DATA
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.rules.phone_lists import LONGEST_WORD
from jujiao.rules.service.calls.wording import CALLED
from jujiao.service.calls.models import Occasion
from jujiao.service.calls.operations.scripts import WORDING, cleaned


class SitForm(VersionForm):
    """That one sits down at a telephone: `version` is the seat of whoever was shown to sit there, 0 for nobody."""


class WithdrawForm(VersionForm):
    """That an estate's own wording is withdrawn."""


class GiveNumberForm(HolderForm):
    """Whose number it is that called: `who` ("room-person", of a new one "room-") is one of those found by `q`."""

    q = forms.CharField(label=_("Room or name"), required=False, max_length=60)
    who = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of somebody new"), max_length=NAME.most, required=False)
    relation = forms.ChoiceField(
        label=_("Relation of somebody new"), choices=Relation.choices, initial=Relation.FAMILY, required=False
    )
    word = forms.CharField(label=_("Whose telephone it is, or where it rings"), max_length=LONGEST_WORD, required=False)

    def __init__(self, viewer: Viewer, now: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.now = viewer, now

    def found(self) -> list[FoundRoom]:
        """What fits what was typed so far."""
        return find_households(self.viewer, str(self["q"].value() or ""), now=self.now)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = {"who": "", "name": "", **self.cleaned_data, "room": None, "person": None}
        room_id, _dash, person_id = data["who"].partition("-")
        try:
            data["room"], data["person"] = get_chosen(self.viewer, _id(room_id), _id(person_id))
        except Http404:
            data["room"] = None
        if data["room"] is None:
            self.add_error("q", _("Choose the room, or who of it called, from the list."))
        elif data["person"] is None and not data["name"]:
            self.add_error("name", _("Write the name of whoever called."))
        return data


def _blanks() -> str:
    """The blanks by their names in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    names = " ".join(f"{{{name}}}" for name in CALLED if name.isascii() != chinese)
    return _("Filled for each call: %(blanks)s") % {"blanks": names}


class WordingForm(VersionForm):
    """What is said on an occasion from now on."""

    text = forms.CharField(
        label=_("Wording"),
        max_length=WORDING.most,
        widget=forms.Textarea(attrs={**DATA, "rows": "8", "autofocus": True}),
        help_text=lazy(_blanks, str)(),
    )

    def clean_text(self) -> str:
        try:
            return cleaned(self.cleaned_data["text"])
        except UnableTo as error:
            raise forms.ValidationError(str(error)) from error


class OwnWordingForm(WordingForm):
    """The same, of an estate in its own words."""

    estate = forms.ModelChoiceField(Estate.objects.none(), label=_("Estate"), widget=forms.Select(attrs=DATA))
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Occasion.choices)
    field_order = ("estate", "occasion", "text")

    def __init__(self, estates: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
