"""A number that called and that nobody knows is given to somebody."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.dialogs import HolderDialog
from jujiao.company.estates.operations import put_on_record
from jujiao.company.estates.operations.households import NewResident
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.calls.forms_pop import GiveNumberForm
from jujiao.service.calls.models import Call
from jujiao.service.calls.operations.noting import attach
from jujiao.service.calls.permissions import ANSWERS
from jujiao.service.calls.web.pop import shown_number


@door(*ANSWERS)
def give_number(request: ViewerRequest, call_id: int) -> HttpResponse:
    """The dialog in which one says whose number it is: of somebody who lives there, or of somebody new."""
    now, call = clock.now(), _call(request, call_id)
    if not call.number:
        raise Http404
    form = GiveNumberForm(request.viewer, now, request.POST or None)
    dialog = HolderDialog(
        _("Whose number is it?"),
        _("Put the number on record"),
        "/",
        note=_("It is found and called from then on. Nobody signs in by it before it is confirmed."),
        sentence=_("The number is on record."),
        subject=shown_number(call),
        template="telephony/pop_give_number.html",
        tells=("live-ringing",),
        beside=lambda: {"rooms": form.found(), "call": call},
    )

    @transaction.atomic
    def give(given: dict[str, Any]) -> None:
        who = given["person"] or NewResident(given["name"], call.number, given["relation"], given["held"])
        record = {"room": given["room"], "phone": call.number, "who": who, "word": given["word"]}
        person = put_on_record(**record, held=given["held"], actor=request.viewer, now=now)
        if given["room"].estate_id == call.estate_id:
            attach(call=call, room=given["room"], person=person, version=None, actor=request.viewer, now=now)

    return dialog.answer(request, form, give)


@door(*ANSWERS)
@require_safe
def find_household(request: ViewerRequest) -> HttpResponse:
    """The households that fit what was typed, to choose from."""
    form = GiveNumberForm(request.viewer, clock.now(), initial={"q": request.GET.get("q", "")})
    return render(request, "telephony/pop_found.html", {"rooms": form.found()})


def _call(request: ViewerRequest, call_id: int) -> Call:
    calls = Call.objects.filter(estate__in=estates_of(request.viewer, *ANSWERS).order_by())
    return get_object_or_404(calls.select_related("estate"), pk=call_id)
