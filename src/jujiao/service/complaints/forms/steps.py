"""The forms of steps that ask for little more than words."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.cases.forms import StepForm
from jujiao.kernel.record.attachments.field import FilesField
from jujiao.service.complaints.forms.fields import LongText, Moment, offer, pairs
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import told_with
from jujiao.service.complaints.texts import (
    CAME_BACK,
    INSTRUCTED,
    NOT_REACHED,
    REPORTED_BACK,
    SAID,
    SENT_BACK,
    TOLD,
    UNMERGED,
    URGED,
    WITHDRAWN,
)
from jujiao.service.complaints.ways import ways_to, ways_to_all

ComplaintStep = StepForm[Complaint]


class TellOwner(ComplaintStep):
    """What the owner was told, and how it reached them."""

    text = LongText(TOLD, label=_("What the owner is told"))
    channel = forms.ChoiceField(label=_("Told by"), widget=forms.RadioSelect)
    attachments = FilesField()

    def prepare(self) -> None:
        ways = self.ways()
        offer(self, "channel", pairs(ways), ways[0])

    def ways(self) -> list[Channel]:
        """Those that reach everybody who is told: the owners of the doubles too."""
        return ways_to_all([self.case, *told_with(self.case)])


class Reply(TellOwner):
    def prepare(self) -> None:
        """The first reply tells what will be done, where that is known."""
        super().prepare()
        if self.case.replied_at is None:
            self.fields["text"].initial = self.case.plan


class ReportProgress(TellOwner):
    def ways(self) -> list[Channel]:
        return ways_to(self.case)


class Answer(TellOwner):
    text = LongText(TOLD, label=_("The answer, as the owner is told"))


class Resolve(TellOwner):
    text = LongText(TOLD, label=_("What was done, as the owner is told"))


class SendBack(ComplaintStep):
    reason = LongText(SENT_BACK, label=_("Why it goes back"), rows=3)


class Plan(ComplaintStep):
    text = LongText(TOLD, label=_("What will be done, as the owner is told"))

    def prepare(self) -> None:
        self.fields["text"].initial = self.case.plan


class Note(ComplaintStep):
    text = LongText(SAID, label=_("Note for colleagues"))
    attachments = FilesField()


class Add(ComplaintStep):
    text = LongText(SAID, label=_("What the owner adds"))
    attachments = FilesField()


class Urge(ComplaintStep):
    text = LongText(URGED, label=_("What the owner says"), rows=3)


class Instruct(ComplaintStep):
    text = LongText(INSTRUCTED, label=_("What is to be done, or what you want to hear"))
    due_at = Moment(label=_("Answer until"))

    def prepare(self) -> None:
        limits = self.case.limits
        span = limits.span("complaint.instruction") if "complaint.instruction" in limits else timedelta(days=1)
        self.fields["due_at"].initial = self.now + span


class ReportBack(ComplaintStep):
    text = LongText(REPORTED_BACK, label=_("Answer to the instruction"))


class Unmerge(ComplaintStep):
    reason = LongText(UNMERGED, label=_("Why they are handled apart again"), rows=3)


class ComeBack(ComplaintStep):
    text = LongText(CAME_BACK, label=_("What has come back, in the owner's words"))


class Withdraw(ComplaintStep):
    reason = LongText(WITHDRAWN, label=_("How and why the owner withdraws"), rows=3)


class CloseUnreachable(ComplaintStep):
    reason = LongText(NOT_REACHED, label=_("What was tried"), rows=3)
