"""The roll of employees (职工名册), as a print."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.directory import KEEP_FILES
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.employment import queries
from jujiao.people.employment.forms import ReasonForm
from jujiao.people.employment.operations import open_roll
from jujiao.people.employment.operations.roll import masked_roll


@door(*KEEP_FILES)
@require_safe
def rolls(request: ViewerRequest) -> HttpResponse:
    """The estates whose rolls one keeps; with one alone, its roll."""
    estates = list(estates_of(request.viewer, *KEEP_FILES))
    if len(estates) == 1:
        return redirect("employment:roll", estates[0].pk)
    return render(request, "employment/rolls.html", {"estates": estates})


@door(*KEEP_FILES)
@require_safe
def roll(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """Who is employed at an estate today, numbers masked."""
    estate = queries.get_estate_for(request.viewer, estate_id)
    now = clock.now()
    context = {"estate": estate, "lines": masked_roll(estate, request.viewer, now), "now": now, "day": today(now)}
    return render(request, "employment/roll.html", context)


@door(*KEEP_FILES)
def whole_roll(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """The reason is asked, then the roll is shown whole, once and on this page alone, marked with who printed it."""
    estate = queries.get_estate_for(request.viewer, estate_id)
    form = ReasonForm(request.POST or None)
    now = clock.now()
    page = reverse("employment:roll", args=[estate.pk])
    dialog = Dialog(
        _("Roll with whole numbers"),
        _("Show the roll"),
        page,
        subject=estate.name,
        note=_("Noted in the record of the estate and of everybody on it: who asked, when and why."),
        template="employment/open_roll.html",
    )
    if request.method != "POST" or not form.is_valid():
        return dialog.refused(request, form, None) if form.is_bound else dialog.show(request, form, 200)
    try:
        lines = open_roll(estate=estate, reason=form.cleaned_data["reason"], actor=request.viewer, now=now)
    except UnableTo as error:
        return dialog.refused(request, form, error)
    context = {
        "estate": estate, "lines": lines, "now": now, "day": today(now), "whole": True,
        "reason": form.cleaned_data["reason"],
    }  # fmt: skip
    return render(request, "employment/roll.html", context)
