"""The form that every step shares, and the steps that ask for little more than words."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.access import Viewer
from jujiao.service.complaints.forms.fields import LongText, PhotosField, offer, ways_to
from jujiao.service.complaints.models import Complaint

HIGHEST_VERSION = 2**31 - 1


class StepForm(forms.Form):
    """A step on a complaint; `version` is the one that the person looks at. `given()` is what the operation is told."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=HIGHEST_VERSION)

    def __init__(
        self, data: Any = None, files: Any = None, *, complaint: Complaint, viewer: Viewer, now: datetime
    ) -> None:
        super().__init__(data, files, initial={"version": complaint.version}, auto_id="step_%s")
        self.complaint, self.viewer, self.now = complaint, viewer, now
        self.use_required_attribute = False
        self.prepare()

    def prepare(self) -> None:
        """Sets choices and suggestions by the complaint at hand."""

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AcceptAlone(StepForm):
    """Nothing to fill in: one click."""


class TellOwner(StepForm):
    """What the owner was told, and how it reached them."""

    text = LongText(label=_("What the owner is told"))
    channel = forms.ChoiceField(label=_("Told by"), widget=forms.RadioSelect)
    photos = PhotosField()

    def prepare(self) -> None:
        ways = ways_to(self.complaint)
        offer(self, "channel", ways, ways[0][0])


class Resolve(TellOwner):
    text = LongText(label=_("What was done, as the owner is told"))


class SendBack(StepForm):
    reason = LongText(label=_("Why it goes back"), max_length=300, rows=3)


class Plan(StepForm):
    text = LongText(label=_("What will be done"))

    def prepare(self) -> None:
        self.fields["text"].initial = self.complaint.plan


class Note(StepForm):
    text = LongText(label=_("Note for colleagues"), required=False)
    photos = PhotosField()


class Add(StepForm):
    text = LongText(label=_("What the owner adds"), required=False)
    photos = PhotosField()


class Urge(StepForm):
    text = LongText(label=_("What the owner says"), required=False, rows=3)


class Withdraw(StepForm):
    reason = LongText(label=_("How and why the owner withdraws"), max_length=500, rows=3)


class CloseUnreachable(StepForm):
    reason = LongText(label=_("What was tried"), max_length=500, rows=3)
