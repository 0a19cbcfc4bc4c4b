"""The forms of steps that ask for little more than words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.cases.forms import StepForm
from jujiao.service.complaints.forms.fields import LongText, PhotosField, offer, pairs
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import told_with
from jujiao.service.complaints.texts import NOT_REACHED, SAID, SENT_BACK, TOLD, URGED, WITHDRAWN
from jujiao.service.complaints.ways import ways_to, ways_to_all

ComplaintStep = StepForm[Complaint]


class TellOwner(ComplaintStep):
    """What the owner was told, and how it reached them."""

    text = LongText(TOLD, label=_("What the owner is told"))
    channel = forms.ChoiceField(label=_("Told by"), widget=forms.RadioSelect)
    photos = PhotosField()

    def prepare(self) -> None:
        ways = self.ways()
        offer(self, "channel", pairs(ways), ways[0])

    def ways(self) -> list[Channel]:
        """Those that reach everybody who is told: the owners of the doubles too."""
        return ways_to_all([self.case, *told_with(self.case)])


class ReportProgress(TellOwner):
    def ways(self) -> list[Channel]:
        return ways_to(self.case)


class Resolve(TellOwner):
    text = LongText(TOLD, label=_("What was done, as the owner is told"))


class SendBack(ComplaintStep):
    reason = LongText(SENT_BACK, label=_("Why it goes back"), rows=3)


class Plan(ComplaintStep):
    text = LongText(TOLD, label=_("What will be done"))

    def prepare(self) -> None:
        self.fields["text"].initial = self.case.plan


class Note(ComplaintStep):
    text = LongText(SAID, label=_("Note for colleagues"))
    photos = PhotosField()


class Add(ComplaintStep):
    text = LongText(SAID, label=_("What the owner adds"))
    photos = PhotosField()


class Urge(ComplaintStep):
    text = LongText(URGED, label=_("What the owner says"), rows=3)


class Withdraw(ComplaintStep):
    reason = LongText(WITHDRAWN, label=_("How and why the owner withdraws"), rows=3)


class CloseUnreachable(ComplaintStep):
    reason = LongText(NOT_REACHED, label=_("What was tried"), rows=3)
