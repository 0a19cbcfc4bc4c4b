"""What the desk's form finds while one types: households, a likely category, and open cases that may be the same."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jujiao.company.accounts.phones import typed_number
from jujiao.company.estates.finding import FoundPerson, FoundRoom, find_households
from jujiao.company.estates.models import Building, Person, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import EDIT_PEOPLE, estates_of, people_visible_to, rooms_visible_to
from jujiao.company.estates.searching import folded, name_meant
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.rules.phones import shown
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.service.complaints.category_words import suggested_category
from jujiao.service.complaints.forms.register import HIGHEST_ID
from jujiao.service.complaints.models import Category, Complaint, State
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries import department_for, employees_of, similar_open
from jujiao.service.complaints.queries_household import history_of
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.household import card

SIMILAR = 4


@dataclass(frozen=True)
class Found:
    """One line of the list: a person in a room, or a room of which nobody is named."""

    room: FoundRoom
    person: FoundPerson | None


@dataclass(frozen=True)
class Near:
    """An open case that may be the same; `may_add` where the same person complains again."""

    complaint: Complaint
    state: State
    may_merge: bool
    may_add: bool


@door(*REGISTERS)
def find(request: ViewerRequest) -> HttpResponse:
    """Households that fit what has been typed, whoever was typed first. With `record`, those for which a number is
    to be put on record."""
    text, recording = request.GET.get("q", ""), request.GET.get("record") == "yes"
    rooms = find_households(request.viewer, text, now=clock.now())
    if recording:
        rooms = [room for room in rooms if request.viewer.has(*EDIT_PEOPLE, estate_id=room.estate_id)]
    meant = _meant(rooms, text)
    lines = [Found(room, person) for room in rooms for person in (*_meant_first(room, meant), None)]
    several = len({room.estate_id for room in rooms}) > 1
    context = {
        "lines": lines,
        "text": text.strip(),
        "several": several,
        "stranger": None if lines or recording else stranger(text),
        "recording": recording,
        "records": request.viewer.has(*EDIT_PEOPLE),
    }
    return render(request, "complaints/found.html", context)


@dataclass(frozen=True)
class Stranger:
    """Somebody whom nobody knows, by the number or the name that was typed."""

    phone: str = ""
    name: str = ""


def stranger(text: str) -> Stranger | None:
    """What is kept of a text that finds nobody: a whole number as the contact's phone, letters as their name; None for
    anything else, such as a room that is not there."""
    typed = typed_number(text)
    if typed is not None and typed.whole:
        return Stranger(phone=shown(typed.whole))
    name = " ".join(text.split())
    return Stranger(name=name) if name and not any(letter.isdigit() for letter in name) else None


@door(*REGISTERS)
def suggest(request: ViewerRequest) -> HttpResponse:
    """The category by the words, its department, and similar open cases; asked while the form is filled in."""
    viewer = request.viewer
    room = rooms_visible_to(viewer).select_related("unit").filter(pk=_number(request, "room")).first()
    building = Building.objects.filter(
        pk=_number(request, "building"), estate__in=estates_of(viewer, *REGISTERS)
    ).first()
    category = Category.objects.filter(pk=_number(request, "category"), active=True).first()
    code = suggested_category(request.POST.get("text", "")) if category is None else None
    likely = Category.objects.filter(code=code, active=True).first() if code else None
    person_id = _number(request, "person")
    context = {
        **_caller(viewer, room, person_id),
        "near": _near(viewer, room, building, category or likely, person_id),
        "likely": likely,
        "department": _department(viewer, room, building, category or likely),
        "now": clock.now(),
    }
    return render(request, "complaints/suggestions.html", context)


@door(*REGISTERS)
def colleagues(request: ViewerRequest) -> HttpResponse:
    """Who may be named as the person complained of; fetched only when it is asked for."""
    estates = [estate.pk for estate in estates_of(request.viewer, *REGISTERS)]
    return render(request, "complaints/colleagues.html", {"colleagues": employees_of(estates)})


def _caller(viewer: Viewer, room: Room | None, person_id: int) -> dict[str, Any]:
    """What is known of who calls: their cases and those of their room, for those who may see any."""
    person = people_visible_to(viewer).filter(pk=person_id).first() if person_id else None
    if not viewer.has(*SEES) or (room is None and person is None):
        return {}
    room_id, own_id = room.pk if room else None, person.pk if person else None
    return card(history_of(viewer, room_id=room_id, person_id=own_id, now=clock.now()))


def _near(
    viewer: Viewer, room: Room | None, building: Building | None, category: Category | None, person_id: int
) -> list[Near]:
    place = room or building
    if place is None:
        return []
    found = similar_open(
        viewer,
        estate_id=place.estate_id,
        room_id=room.pk if room else None,
        building_id=room.unit.building_id if room else place.pk,
        category_id=category.pk if category else None,
    )
    rows = found.select_related("room", "building", "category", "person")[:SIMILAR]
    return [
        Near(
            complaint=row,
            state=State(row.state),
            may_merge=row.state in AT_WORK and row.merged_into_id is None,
            may_add=bool(person_id) and row.person_id == person_id,
        )
        for row in rows
    ]


def _department(viewer: Viewer, room: Room | None, building: Building | None, category: Category | None) -> Any:
    if category is None:
        return None
    place = room or building
    estates = [place.estate_id] if place else [estate.pk for estate in estates_of(viewer, *REGISTERS)]
    return department_for(estates[0], category) if len(estates) == 1 else None


def _meant(rooms: list[FoundRoom], text: str) -> set[int]:
    """Who was meant of those who live there: whose number was typed, or its last four digits (the numbers themselves
    stay masked), or whose name, be it as it sounds."""
    typed, named = typed_number(text), name_meant(folded(text))
    if not rooms or (typed is None and named is None):
        return set()
    meant = (has_number(typed.query) if typed else Q(pk__in=[])) | (named or Q(pk__in=[]))
    ids = [person.person_id for room in rooms for person in room.people]
    return set(Person.objects.filter(meant, pk__in=ids).values_list("pk", flat=True))


def _meant_first(room: FoundRoom, meant: set[int]) -> list[FoundPerson]:
    return sorted(room.people, key=lambda person: person.person_id not in meant)


def _number(request: HttpRequest, name: str) -> int:
    """An id from the form, 0 where there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 and int(text) <= HIGHEST_ID else 0
