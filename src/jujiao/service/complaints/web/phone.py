"""Seeing a phone number: for a reason, which stays on the timeline."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import is_partial, render_dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.kernel.record.texts import Text, TextField
from jujiao.rules.texts import says_anything
from jujiao.service.complaints import operations
from jujiao.service.complaints.queries import get_for
from jujiao.service.complaints.texts import REVEALED
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.case_context import phone_of
from jujiao.service.complaints.web.refused_forms import trouble

WORDS = Text(200)
"""Shorter than what is kept, as the usual reason stands in front."""

REASONS = [
    ("call", _("To call the owner about this complaint")),
    ("visit", _("To arrange a visit")),
    ("other", _("Another reason")),
]


class Reason(forms.Form):
    """Why the number is needed: one of the usual reasons, or other words."""

    why = forms.ChoiceField(label=_("Why do you need it?"), choices=REASONS, initial="call", widget=forms.RadioSelect)
    words = TextField(WORDS, label=_("In your words"))

    def clean(self) -> dict[str, str]:
        data: dict[str, str] = self.cleaned_data
        if data.get("why") == "other" and not says_anything(data.get("words", "")):
            self.add_error("words", str(REVEALED.missing))
        return data

    def reason(self) -> str:
        why = "" if self.cleaned_data["why"] == "other" else str(dict(REASONS)[self.cleaned_data["why"]])
        return " · ".join(part for part in (why, self.cleaned_data["words"]) if part)


@door(*SEES)
def reveal(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The dialog that asks for the reason, then the number."""
    complaint = get_for(request.viewer, complaint_id)
    form = Reason(request.POST if request.method == "POST" else None, auto_id="reveal_%s")
    context = {"complaint": complaint, "form": form, "phone": phone_of(complaint), "now": clock.now()}
    if not form.is_bound:
        return render_dialog(request, "complaints/reveal.html", context)
    if not form.is_valid():
        if is_partial(request):
            return trouble(request, form)
        return render_dialog(request, "complaints/reveal.html", context, status=422)
    context["number"] = operations.reveal_phone(
        actor=request.viewer, now=clock.now(), complaint_id=complaint.pk, reason=form.reason()
    )
    if is_partial(request):
        return render(request, "complaints/reveal.html#number", context)
    return render_dialog(request, "complaints/reveal.html", context)
