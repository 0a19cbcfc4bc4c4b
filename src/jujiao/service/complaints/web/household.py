"""The complaints of a household, on the page of its room and of each person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jujiao.company.estates.queries import SEE_PEOPLE, get_person, get_room
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.complaints.models import State
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries_household import History, history_of
from jujiao.service.complaints.scores import score_words
from jujiao.service.complaints.web.case import SEES

READS = tuple(role for role in SEES if role in SEE_PEOPLE)
"""Whoever may read of complaints and look up residents."""


@door(*READS)
def of_room(request: ViewerRequest, room_id: int) -> HttpResponse:
    """A part of the room's page."""
    room = get_room(request.viewer, room_id)
    now = clock.now()
    may = request.viewer.has(*REGISTERS, estate_id=room.estate_id)
    shown = card(history_of(request.viewer, room_id=room.pk, now=now))
    register_url = f"{reverse('complaints:register')}?room={room.pk}" if may else ""
    return render(request, "complaints/household.html", {**shown, "register_url": register_url, "now": now})


@door(*READS)
def of_person(request: ViewerRequest, person_id: int) -> HttpResponse:
    """A part of the person's page."""
    person = get_person(request.viewer, person_id)
    now = clock.now()
    shown = card(history_of(request.viewer, person_id=person.pk, now=now))
    register_url = f"{reverse('complaints:register')}?person={person.pk}" if request.viewer.has(*REGISTERS) else ""
    return render(request, "complaints/household.html", {**shown, "register_url": register_url, "now": now})


def card(history: History) -> dict[str, Any]:
    """What the part shows of them, here and beside the form of the desk."""
    return {
        "history": history,
        "cases": [(row, State(row.state)) for row in history.rows],
        "rated": score_words(history.last.score) if history.last and history.last.score else "",
    }
