"""The follow-up (回访): whether the owner was reached, and what they said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.service.complaints.forms.fields import LongText, Moment, offer, pairs
from jujiao.service.complaints.forms.steps import ComplaintStep
from jujiao.service.complaints.queries_case import last_score
from jujiao.service.complaints.scores import SCORES
from jujiao.service.complaints.texts import CORRECTED, REASONS
from jujiao.service.complaints.ways import asked_by


class FollowUp(ComplaintStep):
    """One attempt; a score is asked for only where the owner was reached."""

    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    reached = forms.ChoiceField(
        label=_("Was the owner reached?"),
        choices=[("yes", _("Reached")), ("later", _("Reached, but not now")), ("no", _("Not reached"))],
        widget=forms.RadioSelect,
    )
    score = forms.TypedChoiceField(
        label=_("How satisfied is the owner?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    call_at = Moment(label=_("Call again at"), required=False)
    reasons = LongText(REASONS, label=_("In the owner's words"), rows=3)

    def prepare(self) -> None:
        ways = asked_by(self.case)
        offer(self, "channel", pairs(ways), ways[0] if ways else None)
        offer(self, "score", [(value, f"{value} {words}") for value, words in SCORES])

    def clean(self) -> dict[str, Any]:
        given, how = self.cleaned_data, self.cleaned_data.get("reached")
        if how == "yes" and given.get("score") is None and "score" not in self.errors:
            self.add_error("score", _("Please record the score that the owner gives."))
        if how == "later" and given.get("call_at") is None and "call_at" not in self.errors:
            self.add_error("call_at", _("When does the owner want to be called?"))
        # What was chosen before it turned out that nobody answers, or that it is a bad time.
        given["score"] = given.get("score") if how == "yes" else None
        given["call_at"] = given.get("call_at") if how == "later" else None
        return given

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "reached": self.cleaned_data["reached"] != "no"}


class CorrectScore(ComplaintStep):
    """The score as the owner gave it, and how one knows."""

    score = forms.TypedChoiceField(label=_("The right score"), coerce=int, widget=forms.RadioSelect)
    reason = LongText(CORRECTED, label=_("What was wrong, and how you know"), rows=3)

    def prepare(self) -> None:
        wrong = last_score(self.case)
        offered = [(value, f"{value} {words}") for value, words in SCORES if wrong is None or value != wrong.score]
        offer(self, "score", offered)
