"""Who the owner is to the estate, and all that is kept about them, to see and to take along."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from jujiao.company.estates import at_home
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.chapters import chapters
from jujiao.rules.privacy import mask_phone


@door(Role.OWNER)
def me(request: ViewerRequest) -> HttpResponse:
    """Name, phone (masked), rooms and the people who live there."""
    now = clock.now()
    person = at_home.person_of(request.viewer)
    context = {
        "person": person,
        "phone": mask_phone(person.phone) if person and person.phone else "",
        "homes": at_home.homes(request.viewer, today(now)),
        "now": now,
    }
    return render(request, "owner/me.html", context)


@door(Role.OWNER)
def export(request: ViewerRequest) -> HttpResponse:
    """Everything that any chapter keeps about the person and is theirs to see, as a JSON file (个人信息保护法 45)."""
    now = clock.now()
    response = JsonResponse(all_about(request.viewer, now), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{_file_name(now)}"'
    return response


def all_about(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What any chapter keeps about the person and is theirs to see."""
    data: dict[str, Any] = {"exported_at": now}
    for chapter in reversed(chapters()):
        if chapter.personal_data is not None:
            data |= chapter.personal_data(viewer)
    return data


def _file_name(now: datetime) -> str:
    return f"jujiao-{today(now):%Y%m%d}.json"
