"""What people type at the desk: who came and what they want, and what is handed over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.finding import FoundRoom, find_households, the_household
from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_at_work, get_chosen
from jujiao.company.staff.forms import DATA
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.service.desk.models import HandoverItem
from jujiao.service.desk.operations.handing_over import MISSING, NOTE, REMARK
from jujiao.service.desk.operations.receiving import DONE, NAME, WANTED
from jujiao.service.desk.operations.things import MOST, THING
from jujiao.service.desk.permissions import RECEIVES

LONG = {"rows": "3"}


class EstateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An estate by its name."""

    def label_from_instance(self, estate: Estate) -> str:
        return estate.name


class ReceiveForm(forms.Form):
    """Who came: a household of the register, by phone, room or name, where `who` ("room-person", either may be empty)
    names one of those found; or a name; or nobody known."""

    estate = EstateField(Estate.objects.none(), label=_("Estate"), empty_label=None, widget=forms.Select(attrs=DATA))
    q = forms.CharField(label=_("Phone, room or name"), required=False, max_length=60)
    who = forms.CharField(required=False, max_length=40)
    visitor_name = TextField(NAME, label=_("Name of the visitor"), help_text=_("Of somebody who does not live here."))
    text = TextField(WANTED, label=_("What the visitor wants"), widget=forms.Textarea(attrs=LONG))

    def __init__(self, viewer: Viewer, now: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.now = viewer, now
        self.estates = estates_at_work(viewer, *RECEIVES)
        self.fields["estate"].queryset = Estate.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in self.estates]
        )
        if len(self.estates) == 1:
            self.fields["estate"].required = False
            self.fields["estate"].widget = forms.HiddenInput()

    def found(self) -> list[FoundRoom]:
        """What fits what was typed so far."""
        return find_households(self.viewer, str(self["q"].value() or ""), now=self.now)

    def clean(self) -> dict[str, Any]:
        """The household that was chosen, or the only one that fits what was typed."""
        data: dict[str, Any] = {"estate": None, "q": "", "who": "", **self.cleaned_data, "room": None, "person": None}
        room_id, _dash, person_id = data["who"].partition("-")
        try:
            data["room"], data["person"] = get_chosen(self.viewer, _id(room_id), _id(person_id))
        except Http404:
            self.add_error("q", _("This household is not at an estate where you work."))
        if data["q"] and not data["who"]:
            self._find(data)
        if data["room"] is not None:
            data["estate"] = data["room"].estate
        elif data["estate"] is None and len(self.estates) == 1:
            (data["estate"],) = self.estates
        return data

    def _find(self, data: dict[str, Any]) -> None:
        found = the_household(self.viewer, data["q"], now=self.now)
        if found is None:
            self.add_error("q", _("Choose the household from the list, or write the name of the visitor below."))
            return
        only = found.people[0].person_id if len(found.people) == 1 else None
        data["room"], data["person"] = get_chosen(self.viewer, found.room_id, only)


class SettleForm(VersionForm):
    """What was done about a visit that needs nothing more."""

    word = TextField(DONE, label=_("What was done"), widget=forms.Textarea(attrs=LONG))


class HandOverForm(forms.Form):
    """How many there are of each thing, and a note."""

    note = TextField(NOTE, label=_("Note for whoever comes"), required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, things: Iterable[HandoverItem], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = list(things)
        for each in self.things:
            self.fields[f"thing-{each.pk}"] = forms.IntegerField(
                label=each.name,
                min_value=0,
                max_value=MOST,
                initial=each.count,
                help_text=_("There should be %(count)s.") % {"count": each.count},
            )
        self.order_fields([*(f"thing-{each.pk}" for each in self.things), "note"])

    def clean(self) -> dict[str, Any]:
        """What is missing has to be explained."""
        counts = self.counts()
        short = any(counts.get(each.pk, each.count) < each.count for each in self.things)
        if short and not self.cleaned_data.get("note") and "note" not in self.errors:
            self.add_error("note", MISSING)
        return self.cleaned_data

    def counts(self) -> dict[int, int]:
        """How many there are, by the thing's id."""
        given = {each.pk: self.cleaned_data.get(f"thing-{each.pk}") for each in self.things}
        return {pk: count for pk, count in given.items() if count is not None}


class TakeOverForm(VersionForm):
    """That one takes a duty over, with a remark where something is otherwise than written."""

    remark = TextField(
        REMARK,
        label=_("Remark on the handover"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Where something is otherwise."),
    )


class ThingForm(forms.Form):
    """A thing that is handed over at a post."""

    name = TextField(THING, label=_("What is handed over"))
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=1)


class ChangeThingForm(VersionForm):
    """How many there are from now on."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST)
    in_use = forms.BooleanField(label=_("Is handed over"), required=False)


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
