"""The follow-up (回访): whether the owner was reached, and what they said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.service.complaints.forms.fields import LongText, offer, pairs
from jujiao.service.complaints.forms.steps import ComplaintStep
from jujiao.service.complaints.scores import SCORES
from jujiao.service.complaints.texts import REASONS
from jujiao.service.complaints.ways import asked_by


class FollowUp(ComplaintStep):
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
    reasons = LongText(REASONS, label=_("In the owner's words"), rows=3)

    def prepare(self) -> None:
        ways = asked_by(self.case)
        offer(self, "channel", pairs(ways), ways[0] if ways else None)
        offer(self, "score", [(value, f"{value} {words}") for value, words in SCORES])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("reached") and self.cleaned_data.get("score") is None and "score" not in self.errors:
            self.add_error("score", _("Please record the score that the owner gives."))
        if not self.cleaned_data.get("reached"):
            # What was chosen before it turned out that nobody answers.
            self.cleaned_data["score"] = None
        return self.cleaned_data
