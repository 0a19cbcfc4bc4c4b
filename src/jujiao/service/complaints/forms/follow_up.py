"""The follow-up (回访): whether the owner was reached, and what they said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.service.complaints.forms.fields import LongText, offer, ways_to
from jujiao.service.complaints.forms.steps import StepForm
from jujiao.service.complaints.models import Channel
from jujiao.service.complaints.scores import SCORES

BY_OTHERS = {Channel.PHONE, Channel.WALK_IN, Channel.WECHAT, Channel.SMS}


class FollowUp(StepForm):
    """One attempt; a score is asked for only where the owner was reached."""

    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    reached = forms.TypedChoiceField(
        label=_("Was the owner reached?"),
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    score = forms.TypedChoiceField(
        label=_("How satisfied is the owner?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    reasons = LongText(label=_("In the owner's words"), required=False, max_length=500, rows=3)

    def prepare(self) -> None:
        offer(self, "channel", [way for way in ways_to(self.complaint) if way[0] in BY_OTHERS], Channel.PHONE)
        offer(self, "score", [(value, f"{value} {words}") for value, words in SCORES])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("reached") and self.cleaned_data.get("score") is None and "score" not in self.errors:
            self.add_error("score", _("Please record the score that the owner gives."))
        return self.cleaned_data
