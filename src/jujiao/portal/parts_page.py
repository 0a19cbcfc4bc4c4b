"""All page parts on one page, in light and dark, for whoever builds the next page from them."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, render_dialog, render_page
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.portal import parts_samples as samples

type View = Callable[[ViewerRequest], HttpResponse]


def developers(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """For system administrators, and for anybody while the product is being built."""
    guarded = door(Role.SYSADMIN)(view)

    @wraps(guarded)
    def opened(request: HttpRequest) -> HttpResponseBase:
        return view(cast(ViewerRequest, request)) if settings.DEBUG else guarded(request)

    return opened


class SampleForm(forms.Form):
    """One field of each kind."""

    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, help_text=gettext_lazy("Eleven digits."))
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), choices=samples.Topic.choices)
    text = forms.CharField(
        label=gettext_lazy("What happened"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How the owner came to us"), choices=samples.Channel.choices, widget=forms.RadioSelect
    )
    anonymous = forms.BooleanField(label=gettext_lazy("The owner wants to stay unnamed"), required=False)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not phone.isascii() or not phone.isdigit() or len(phone) != 11:
            raise forms.ValidationError(_("A mobile number has eleven digits."))
        return phone


@developers
def parts(request: ViewerRequest) -> HttpResponse:
    """Every part, with a long name, an empty list and an error among the samples."""
    now = clock.now()
    context = {
        "now": now,
        "states": list(samples.State),
        "dues": samples.dues(now),
        "promises": samples.promises(now),
        "entries": samples.entries(now),
        "page": samples.page(request.GET, now),
        "form": SampleForm({"phone": "138", "topic": "noise"}, auto_id="sample_%s"),
        "stale_rows": samples.STALE,
    }
    return render_page(request, "portal/parts.html", "list", context)


@developers
def why(request: ViewerRequest) -> HttpResponse:
    """The dialog that says why a time is what it is."""
    return render_dialog(request, "parts/why.html", samples.reasons())


@developers
def dialog(request: ViewerRequest) -> HttpResponse:
    """A form in a dialog: refused until it is right, then closed with a toast."""
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(request, _("Registered."), stay=True)
    return render_dialog(request, "portal/parts_dialog.html", {"form": form}, status=422 if form.is_bound else 200)


@developers
def check(request: ViewerRequest) -> HttpResponse:
    """What is wrong with the one field that was left, and nothing else."""
    form = SampleForm(request.POST)
    name = request.htmx.trigger_name
    bound = form[name] if name in form.fields else form["phone"]
    return render(request, "parts/field.html#errors", {"bound": bound})
