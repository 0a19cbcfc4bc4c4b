"""The form that every step shares, and the steps that ask for little more than words."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.access import Viewer
from jujiao.service.complaints.forms.fields import LongText, PhotosField, offer, pairs
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import told_with
from jujiao.service.complaints.texts import NOT_REACHED, SAID, SENT_BACK, TOLD, URGED, WITHDRAWN
from jujiao.service.complaints.ways import ways_to, ways_to_all

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

    text = LongText(TOLD, label=_("What the owner is told"))
    channel = forms.ChoiceField(label=_("Told by"), widget=forms.RadioSelect)
    photos = PhotosField()

    def prepare(self) -> None:
        ways = self.ways()
        offer(self, "channel", pairs(ways), ways[0])

    def ways(self) -> list[Channel]:
        """Those that reach everybody who is told: the owners of the doubles too."""
        return ways_to_all([self.complaint, *told_with(self.complaint)])


class ReportProgress(TellOwner):
    def ways(self) -> list[Channel]:
        return ways_to(self.complaint)


class Resolve(TellOwner):
    text = LongText(TOLD, label=_("What was done, as the owner is told"))


class SendBack(StepForm):
    reason = LongText(SENT_BACK, label=_("Why it goes back"), rows=3)


class Plan(StepForm):
    text = LongText(TOLD, label=_("What will be done"))

    def prepare(self) -> None:
        self.fields["text"].initial = self.complaint.plan


class Note(StepForm):
    text = LongText(SAID, label=_("Note for colleagues"))
    photos = PhotosField()


class Add(StepForm):
    text = LongText(SAID, label=_("What the owner adds"))
    photos = PhotosField()


class Urge(StepForm):
    text = LongText(URGED, label=_("What the owner says"), rows=3)


class Withdraw(StepForm):
    reason = LongText(WITHDRAWN, label=_("How and why the owner withdraws"), rows=3)


class CloseUnreachable(StepForm):
    reason = LongText(NOT_REACHED, label=_("What was tried"), rows=3)
