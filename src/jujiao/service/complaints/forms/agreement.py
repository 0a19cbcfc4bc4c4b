"""Converting to a complex complaint (转复杂投诉): to what the owner agreed."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.texts import TextField
from jujiao.service.complaints.forms.fields import LongText, Moment, offer, pairs
from jujiao.service.complaints.forms.steps import ComplaintStep
from jujiao.service.complaints.texts import AGREED_BY, LONGER
from jujiao.service.complaints.ways import ways_to

HOUR = timedelta(hours=1)


class Convert(ComplaintStep):
    """Who agreed, when, on which channel, until when, and how often the owner hears of it meanwhile."""

    agreed_by = TextField(AGREED_BY, label=_("Who agreed"))
    agreed_at = Moment(label=_("When"))
    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    due_at = Moment(label=_("Done until"))
    report_every_hours = forms.IntegerField(
        label=_("Report progress every (hours)"), min_value=1, max_value=24 * 365, widget=forms.NumberInput
    )
    reason = LongText(LONGER, label=_("Why it takes longer, as the owner is told"), rows=3)

    def prepare(self) -> None:
        complaint, ways = self.case, pairs(ways_to(self.case))
        offer(self, "channel", ways, ways[0][0])
        self.fields["agreed_by"].initial = complaint.person.name if complaint.person else complaint.contact_name
        self.fields["agreed_at"].initial = self.now
        self.fields["due_at"].widget.attrs["min"] = f"{timezone.localtime(self.now):%Y-%m-%dT%H:%M}"
        self.fields["report_every_hours"].initial = complaint.limits.span("complaint.progress") // HOUR
