"""The pages of places and of the people who live there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jujiao.company.estates import lists, queries
from jujiao.company.estates.models import Estate, Residency
from jujiao.company.estates.numbers import further_of
from jujiao.company.estates.operations.people import REVEAL
from jujiao.company.estates.operations.phones import may_confirm
from jujiao.company.estates.permissions import may
from jujiao.company.estates.phone_changes import waiting_change
from jujiao.company.estates.queries import EDIT_PEOPLE, EDIT_PLACES, SEE_PEOPLE
from jujiao.company.estates.story import story
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import panels_of
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.rules.privacy import mask_phone


@door(*SEE_PEOPLE)
@require_safe
def places(request: ViewerRequest) -> HttpResponse:
    """The estates where the viewer works, with their buildings."""
    now = clock.now()
    estates = queries.estates_with_buildings(request.viewer, timezone.localtime(now).date())
    cards = [
        {"estate": estate, "buildings": buildings, "edits": may(request.viewer, estate, *EDIT_PLACES)}
        for estate, buildings in estates
    ]
    return render(request, "estates/places.html", {"now": now, "cards": cards})


@door(*SEE_PEOPLE)
@require_safe
def building(request: ViewerRequest, building_id: int) -> HttpResponse:
    """A building: its units, and in each its rooms with how many people live there."""
    now = clock.now()
    found = queries.get_building(request.viewer, building_id)
    context = {
        "now": now,
        "building": found,
        "units": queries.units_with_rooms(found, timezone.localtime(now).date()),
        "edits": may(request.viewer, found.estate, *EDIT_PLACES),
    }
    return render(request, "estates/building.html", context)


@door(*SEE_PEOPLE)
@require_safe
def rooms(request: ViewerRequest) -> HttpResponse:
    """The list of rooms, with who lives there."""
    now = clock.now()
    day = timezone.localtime(now).date()
    visible = lists.with_residents(queries.rooms_visible_to(request.viewer), day)
    page = lists.rooms_table(request.viewer, day).page(visible, request.GET)
    return render_page(request, "estates/rooms.html", "list", {"now": now, "page": page})


@door(*SEE_PEOPLE)
@require_safe
def room(request: ViewerRequest, room_id: int) -> HttpResponse:
    """A room: who lives there, who did, and what happened."""
    now = clock.now()
    day = timezone.localtime(now).date()
    found = queries.get_room(request.viewer, room_id)
    households = queries.households_of(found)
    current = next((each for each in households if each.moved_out is None or each.moved_out >= day), None)
    members = [_member(each, found.estate, request) for each in current.residencies.all()] if current else []
    context = {
        "now": now,
        "room": found,
        "household": current,
        "members": [each for each in members if each["here"]],
        "left": [each for each in members if not each["here"]],
        "earlier": [each for each in households if each != current],
        "entries": story("room", found.pk),
        "panels": panels_of("room", found.pk, request.viewer),
        "edits": may(request.viewer, found.estate, *EDIT_PEOPLE),
        "renames": may(request.viewer, found.estate, *EDIT_PLACES),
    }
    return render(request, "estates/room.html", context)


@door(*SEE_PEOPLE)
@require_safe
def people(request: ViewerRequest) -> HttpResponse:
    """The list of people who live, own or lived where the viewer works."""
    now = clock.now()
    day = timezone.localtime(now).date()
    among = queries.people_visible_to(request.viewer)
    visible = lists.with_homes(among, request.viewer, day)
    page = lists.people_table(request.viewer, now, among=among).page(visible, request.GET)
    rows = [{"person": each, "phone": mask_phone(each.phone)} for each in page.rows]
    return render_page(request, "estates/people.html", "list", {"now": now, "page": page, "rows": rows})


@door(*SEE_PEOPLE)
@require_safe
def person(request: ViewerRequest, person_id: int) -> HttpResponse:
    """A person: name, masked phone, homes, and what happened."""
    now = clock.now()
    found = queries.get_person(request.viewer, person_id)
    homes = list(queries.homes_of(request.viewer, found))
    estates = {each.household.room.estate for each in homes}
    change = waiting_change(found.pk, now)
    further = further_of(found)
    words = {one.phone: one.word for one in further}
    context = {
        "now": now,
        "person": found,
        "change": change,
        "may_confirm": any(may_confirm(change, request.viewer, estate) for estate in estates),
        "phone": mask_phone(found.phone),
        "word": words.get(found.phone, ""),
        "further": [(one.pk, mask_phone(one.phone), one.word) for one in further if one.phone != found.phone],
        "homes": homes,
        "entries": story("person", found.pk),
        "panels": panels_of("person", found.pk, request.viewer),
        "edits": any(may(request.viewer, estate, *EDIT_PEOPLE) for estate in estates),
        "reveals": bool(found.phone or further) and any(may(request.viewer, estate, *REVEAL) for estate in estates),
    }
    return render(request, "estates/person.html", context)


def _member(residency: Residency, estate: Estate, request: ViewerRequest) -> dict[str, object]:
    phone = residency.person.phone
    return {
        "residency": residency,
        "phone": mask_phone(phone),
        "here": residency.moved_out is None,
        "reveals": bool(phone) and may(request.viewer, estate, *REVEAL),
    }
