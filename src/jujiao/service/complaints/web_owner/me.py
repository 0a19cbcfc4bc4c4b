"""Who the owner is to the estate, and all that is kept about them, to see and to take along."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from jujiao.company.accounts.models import User
from jujiao.company.staff.queries import today
from jujiao.kernel import clock
from jujiao.kernel.access import Role, Viewer, ViewerRequest, door
from jujiao.notices.queries import inbox_of
from jujiao.notices.sentences import sentence
from jujiao.promises.models import Promise
from jujiao.rules.privacy import mask_phone
from jujiao.service.complaints import queries_owner as queries
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries import own
from jujiao.service.complaints.queries_case import promises_of, timeline_of


@door(Role.OWNER)
def me(request: ViewerRequest) -> HttpResponse:
    """Name, phone (masked), rooms and the people who live there."""
    now = clock.now()
    person = queries.person_of(request.viewer)
    context = {
        "person": person,
        "phone": mask_phone(person.phone) if person and person.phone else "",
        "homes": queries.homes(request.viewer, today(now)),
        "now": now,
    }
    return render(request, "owner/me.html", context)


@door(Role.OWNER)
def export(request: ViewerRequest) -> HttpResponse:
    """Everything that is kept about the person and is theirs to see, as a JSON file (个人信息保护法 45)."""
    now = clock.now()
    viewer = request.viewer
    user, person = cast(User, request.user), queries.person_of(viewer)
    data = {
        "exported_at": now,
        "person": {"name": person.name, "phone": person.phone} if person else None,
        "account": {"name": user.name, "phone": user.phone, "language": user.language},
        "homes": [_home(each) for each in queries.residencies(viewer)],
        "complaints": [_complaint(each) for each in own(viewer).select_related("category").order_by("id")],
        "notices": _notices(viewer),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{_file_name(now)}"'
    return response


def _file_name(now: datetime) -> str:
    return f"jujiao-{today(now):%Y%m%d}.json"


def _home(residency: Any) -> dict[str, Any]:
    room = residency.household.room
    return {
        "estate": room.estate.name,
        "room": room.code,
        "relation": residency.relation,
        "moved_in": residency.moved_in,
        "moved_out": residency.moved_out,
    }


def _complaint(complaint: Complaint) -> dict[str, Any]:
    """A complaint with its promises and what was said to and by the owner; nothing internal."""
    return {
        "number": complaint.number,
        "where": complaint.where,
        "category": str(complaint.category),
        "text": complaint.text,
        "received_at": complaint.received_at,
        "state": complaint.state,
        "outcome": complaint.outcome,
        "round": complaint.round,
        "satisfaction": complaint.satisfaction,
        "closed_at": complaint.closed_at,
        "promises": [_promise(each) for each in promises_of(complaint)],
        "conversation": [
            {"at": entry.at, "verb": entry.verb, "who": entry.actor_name, "text": entry.text}
            for entry in timeline_of(complaint, owner=True)
        ],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    names = ("kind", "round", "clause", "started_at", "due_at", "agreed", "state", "done_at")
    return {name: getattr(promise, name) for name in names}


def _notices(viewer: Viewer) -> list[dict[str, Any]]:
    return [{"at": notice.created_at, "text": sentence(notice)} for notice in inbox_of(viewer)]
