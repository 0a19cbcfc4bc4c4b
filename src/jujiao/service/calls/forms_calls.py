"""What people type about calls: whose they were, what they were about, and calls of which no exchange tells."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.finding import FoundRoom, find_households
from jujiao.company.estates.forms import ReasonForm, VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_at_work, get_chosen
from jujiao.company.staff.forms import DATA, MomentInput
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.service.calls.models import Direction
from jujiao.service.calls.operations.noting import SAID
from jujiao.service.calls.operations.typing_in import WORDS
from jujiao.service.calls.permissions import ANSWERS

LONG = {"rows": "3"}
WAYS = [(each.value, each.label) for each in (Direction.INCOMING, Direction.OUTGOING)]


class EstateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An estate by its name."""

    def label_from_instance(self, estate: Estate) -> str:
        return estate.name


class CallerForm(forms.Form):
    """Whose call it was: a household of the register, by phone, room or name. Where several fit, `who` ("room-person",
    the person may be empty) asks which one."""

    q = forms.CharField(label=_("Whose call: phone, room or name"), required=False, max_length=60)
    who = forms.CharField(label=_("Who of them"), required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.now = viewer, now

    def clean(self) -> dict[str, Any]:
        """The household that was chosen, or the only one that fits what was typed."""
        data: dict[str, Any] = {"q": "", "who": "", **self.cleaned_data, "room": None, "person": None}
        chosen = data["who"]
        if data["q"] and not chosen:
            ways = _ways(find_households(self.viewer, data["q"], now=self.now))
            if not ways:
                self.add_error("q", _("Nobody on record fits this."))
            elif len(ways) > 1:
                self.ask(ways)
            else:
                chosen = ways[0][0]
        room, _dash, person = chosen.partition("-")
        try:
            data["room"], data["person"] = get_chosen(self.viewer, _id(room), _id(person))
        except Http404:
            self.add_error("q", _("This household is not at an estate where you work."))
        return data

    def ask(self, ways: list[tuple[str, str]]) -> None:
        """Shows who fits, to choose from."""
        self.fields["who"].widget = forms.RadioSelect(choices=ways, attrs=DATA)
        self.add_error("who", _("Several people fit this: choose one."))


class AttachForm(CallerForm, VersionForm):
    """Whose call it was, said of a call."""


class NoteCallForm(VersionForm):
    """What the call was about."""

    text = TextField(SAID, label=_("What the call was about"), widget=forms.Textarea(attrs={**LONG, "autofocus": True}))


class TypeInForm(CallerForm):
    """A call of which no exchange tells."""

    estate = EstateField(Estate.objects.none(), label=_("Estate"), empty_label=None, widget=forms.Select(attrs=DATA))
    direction = forms.ChoiceField(label=_("Direction"), choices=WAYS, initial=WAYS[0][0], widget=forms.RadioSelect)
    number = PhoneField(label=_("Phone number"), required=False, help_text=_("Leave it empty where it was hidden."))
    began_at = forms.DateTimeField(label=_("When"), widget=MomentInput)
    answered = forms.BooleanField(label=pgettext_lazy("of a call", "Answered"), required=False, initial=True)
    text = TextField(WORDS, label=_("What the call was about"), required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, viewer: Viewer, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(viewer, now, *args, **options)
        estates = estates_at_work(viewer, *ANSWERS)
        self.fields["estate"].queryset = Estate.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in estates]
        )
        if len(estates) == 1:
            self.fields["estate"].initial = estates[0].pk
            self.fields["estate"].widget = forms.HiddenInput()
        self.order_fields(["estate", "direction", "number", "began_at", "answered", "q", "who", "text"])

    def given(self) -> dict[str, Any]:
        """What the operation is given."""
        names = ("estate", "direction", "number", "began_at", "answered", "room", "person", "text")
        return {name: self.cleaned_data[name] for name in names}


class GiveUpForm(ReasonForm, VersionForm):
    """Why nobody is called back any more."""


def _ways(rooms: list[FoundRoom]) -> list[tuple[str, str]]:
    """Whoever was found, and of each room somebody else there."""
    found = []
    for room in rooms:
        found += [(f"{room.room_id}-{one.person_id}", f"{room.label} {one.name}") for one in room.people]
        if len(room.people) != 1:
            found.append((f"{room.room_id}-", room.label))
    return found


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
