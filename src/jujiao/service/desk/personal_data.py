"""What is kept about the visits of an owner or resident and is theirs to see (个人信息保护法 45)."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.service.desk.models import Visit


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The visits at which the viewer was written down by name; after some months they bear no name any more."""
    found = Visit.objects.filter(person=viewer.person_id or 0).select_related("estate", "room").order_by("id")
    return {"visits": [_visit(each) for each in found]}


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "estate": visit.estate.name,
        "room": visit.room.code if visit.room else "",
        "came_at": visit.came_at,
        "text": visit.text,
        "outcome": visit.outcome,
        "word": visit.word,
    }
