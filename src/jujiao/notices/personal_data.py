"""What an owner was told, and how they wish to be."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.notices.models import CallTask, Notice, Preference
from jujiao.notices.queries import inbox_of
from jujiao.notices.sentences import said, sentence


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's notices, in the language in force, those told before they had an account too, when they were called,
    and how they wish to be told."""
    kept = Preference.objects.filter(user=viewer.user_id)
    outside = Notice.objects.filter(person=viewer.person_id, taken_back=False).exclude(person=None)
    calls = CallTask.objects.filter(person=viewer.person_id).exclude(person=None).order_by("id")
    return {
        "notices": [{"at": notice.created_at, "text": sentence(notice)} for notice in inbox_of(viewer)],
        "messages": [{"at": notice.created_at, "text": said(notice)} for notice in outside.order_by("id")],
        "calls": list(calls.values("created_at", "ended_at", "outcome", "phone")),
        "how_to_be_told": list(kept.values("no_mail", "no_system", "order", "quiet_from", "quiet_until")),
    }
