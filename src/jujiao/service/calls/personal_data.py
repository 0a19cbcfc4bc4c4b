"""What is kept about the calls of an owner or resident and is theirs to see (个人信息保护法 45)."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.service.calls.models import Call


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The calls that were written down as the viewer's; after some months they bear nobody's name any more."""
    found = Call.objects.filter(person=viewer.person_id or 0).select_related("estate", "room").order_by("id")
    return {"calls": [_call(each) for each in found]}


def _call(call: Call) -> dict[str, Any]:
    return {
        "estate": call.estate.name,
        "room": call.room.code if call.room else "",
        "direction": call.direction,
        "number": call.number,
        "began_at": call.began_at,
        "answered_at": call.answered_at,
        "verdict": call.verdict,
        "note": call.note,
    }
