"""What owners type on their own pages."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate, Room
from jujiao.kernel.record.attachments.field import FilesField
from jujiao.kernel.record.texts import TextField
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.forms.fields import LongText, NatureField
from jujiao.service.complaints.models import Category
from jujiao.service.complaints.queries_owner import categories
from jujiao.service.complaints.scores import SCORES
from jujiao.service.complaints.texts import CAME_BACK, COMPLAINT, IN_OWN_WORDS, PLACE, SAID, URGED, WITHDRAWN_BY_OWNER

REASONS = [
    ("still_there", gettext_lazy("The problem is still there, or it came back")),
    ("too_slow", gettext_lazy("It took too long")),
    ("not_told", gettext_lazy("Nobody told me how it stands")),
    ("manner", gettext_lazy("The manner was not good")),
]
"""What is mostly wrong; an owner with one thumb ticks instead of typing."""


def new_key() -> str:
    return uuid.uuid4().hex


class OnceForm(forms.Form):
    """A form that is sent once, however often it is tapped: `key` stays the same until it has been taken."""

    key = forms.CharField(
        max_length=64, required=False, initial=new_key, widget=forms.HiddenInput(attrs={"data-kept": ""})
    )

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()


@dataclass(frozen=True)
class Place:
    """Where a complaint may be about: a room by its code, or without one the public area of an estate."""

    radio: BoundWidget
    code: str
    estate: str

    @property
    def public(self) -> bool:
        return not self.code


class RegisterForm(OnceForm):
    """A complaint: where, about what, in the owner's words. Files are read beside the form."""

    nature = NatureField(label=gettext_lazy("What do you bring"))
    where = forms.ChoiceField(label=gettext_lazy("Where is it"), widget=forms.RadioSelect)
    place = TextField(
        PLACE,
        label=gettext_lazy("Which place in the public area"),
        help_text=gettext_lazy("For example: lift of building 2, west gate, playground"),
    )
    category = forms.ModelChoiceField(
        label=gettext_lazy("What is it about"),
        queryset=Category.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Please choose what it is about.")},
    )
    text = LongText(
        replace(COMPLAINT, missing=gettext_lazy("Please write in a few words what happened.")),
        label=gettext_lazy("What is the matter"),
    )
    attachments = FilesField()

    def __init__(self, *args: Any, rooms: Iterable[Room], estates: Iterable[Estate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {f"room-{room.pk}": room for room in rooms}
        self.estates = {f"estate-{estate.pk}": estate for estate in estates}
        choices = [(key, room.code) for key, room in self.rooms.items()]
        choices += [(key, estate.name) for key, estate in self.estates.items()]
        self._field("where").choices = choices
        self._field("where").initial = choices[0][0] if choices else None
        self._field("category").queryset = categories()
        self._field("place").asked_for = True  # shown where a public area is chosen, and needed there

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("where") in self.estates and not says_anything(given.get("place", "")):
            self.add_error("place", _("Please say which place in the public area it is."))
        return given

    def places(self) -> list["Place"]:
        """The places to choose from; the estate's name stands with them only where there are several."""
        many = len(self.estates) > 1
        found = []
        for radio in self["where"]:
            key = str(radio.data["value"])
            room = self.rooms.get(key)
            estate = room.estate if room else self.estates[key]
            found.append(Place(radio, room.code if room else "", estate.name if many else ""))
        return found

    @property
    def subject(self) -> dict[str, Any]:
        """Where it is, as the operation takes it: a room, or an estate with a place."""
        where = self.cleaned_data["where"]
        if where in self.rooms:
            room = self.rooms[where]
            return {"estate": room.estate, "room": room}
        return {"estate": self.estates[where], "place": self.cleaned_data["place"]}

    def _field(self, name: str) -> Any:
        return self.fields[name]


class AddForm(OnceForm):
    """More words or files (补充)."""

    text = LongText(SAID, label=gettext_lazy("What you want to add"))
    attachments = FilesField()


class UrgeForm(OnceForm):
    """Urging (催单), with or without a word."""

    text = LongText(URGED, label=gettext_lazy("A word to whoever is at it"), rows=2)


class WithdrawForm(forms.Form):
    """Withdrawal (撤销投诉), which ends the complaint."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LongText(WITHDRAWN_BY_OWNER, label=gettext_lazy("Why, if you like to say"), rows=2)


class ComeBackForm(forms.Form):
    """What has come back after it was closed (再次受理)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = LongText(CAME_BACK, label=gettext_lazy("What has come back"))


class RateForm(forms.Form):
    """The owner's own verdict (评价): 1 to 5, and what is still wrong."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    score = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you"),
        choices=SCORES,
        coerce=int,
        error_messages={"required": gettext_lazy("Please choose one of the five.")},
        widget=forms.RadioSelect,
    )
    wrong = forms.MultipleChoiceField(
        label=gettext_lazy("What is still wrong"),
        choices=REASONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = LongText(IN_OWN_WORDS, label=gettext_lazy("In your own words"), rows=3)

    def reasons(self, *, dissatisfied: bool) -> str:
        """What was ticked and written, as one text; ticks count only where the owner is dissatisfied."""
        ticked = [str(label) for value, label in REASONS if dissatisfied and value in self.cleaned_data["wrong"]]
        return "\n".join(part for part in (_("; ").join(ticked), self.cleaned_data["text"]) if part)
