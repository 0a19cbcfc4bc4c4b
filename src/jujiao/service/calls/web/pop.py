"""Who calls just now: at one's own telephone, over whatever page is open; at all of an estate, on the duty board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.panels import Form, case_forms_of, panels_of
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.rules.privacy import mask_phone
from jujiao.rules.service.calls.wording import Blank, clause_3_1_2_wording
from jujiao.service.calls.models import Call, Occasion, ScriptVersion, Seat
from jujiao.service.calls.permissions import ANSWERS
from jujiao.service.calls.queries_pop import (
    Here,
    Household,
    calls_here,
    households_of_number,
    last_calls,
    telephones_now,
)
from jujiao.service.calls.queries_scripts import wordings_for
from jujiao.service.calls.queries_seats import own_seat

MOST = 3
"""Calls that are shown at once at one telephone."""
NOT_KNOWN = "……"
"""What stands in a wording for a room that is not known: it is asked for there."""


@dataclass(frozen=True)
class Said:
    """A wording for this call, and the version that it is of."""

    occasion: Occasion
    version: ScriptVersion
    text: str


@dataclass(frozen=True)
class Card:
    """What whoever takes a call has before them."""

    here: Here
    number: str
    households: Sequence[Household]
    panels: Sequence[str]
    before: Sequence[Call]
    said: Sequence[Said]
    forms: Sequence[Form]


@door(*ANSWERS)
@require_safe
def ringing(request: ViewerRequest) -> HttpResponse:
    """The calls at the viewer's telephone; nothing where there is none."""
    now = clock.now()
    seat = own_seat(request.viewer, now)
    found = calls_here(seat, now)[:MOST] if seat else []
    if seat is None or not found:
        return HttpResponse()
    wordings = wordings_for(found[0].call.estate)
    cards = [_card(each, seat, wordings, request.viewer, now) for each in found]
    return render(request, "telephony/pop_ringing.html", {"cards": cards, "seat": seat, "now": now})


@door(*ANSWERS)
@require_safe
def on_the_board(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """A part of the duty board: the telephones of the estate, who sits there, and who is being called."""
    estate = get_object_or_404(estates_of(request.viewer, *ANSWERS), pk=estate_id)
    now = clock.now()
    rows = telephones_now(estate, now)
    return render(request, "telephony/pop_board.html", {"estate": estate, "rows": rows, "now": now})


def shown_number(call: Call) -> str:
    """The number as everybody may see it; "" where it was hidden."""
    return mask_phone(call.number or call.shown_number)


def _card(here: Here, seat: Seat, wordings: Mapping[Occasion, ScriptVersion], viewer: Viewer, now: datetime) -> Card:
    call = here.call
    households = households_of_number(viewer, call.number)
    panels = [url for each in households[:MOST] for url in panels_of("room", each.room.pk, viewer)]
    return Card(
        here=here,
        number=shown_number(call),
        households=households,
        panels=panels,
        before=last_calls(call),
        said=_said(call, seat, households, wordings, now),
        forms=[] if call.purpose else case_forms_of(f"phone_call-{call.pk}", viewer),
    )


def _said(
    call: Call,
    seat: Seat,
    households: Sequence[Household],
    wordings: Mapping[Occasion, ScriptVersion],
    now: datetime,
) -> list[Said]:
    """What may be said, filled for this call: whoever is the only one with the number is called by name."""
    people = {each.person.name for household in households for each in household.people}
    blanks = {
        Blank.ESTATE: call.estate.name,
        Blank.CLERK: seat.employee.name,
        Blank.CALLER: call.person.name if call.person else people.pop() if len(people) == 1 else "",
        Blank.ROOM: call.room.code if call.room else households[0].room.code if len(households) == 1 else NOT_KNOWN,
    }
    return [
        Said(occasion, version, clause_3_1_2_wording(version.text, blanks, now))
        for occasion, version in wordings.items()
        if occasion != Occasion.CALLING_BACK
    ]
