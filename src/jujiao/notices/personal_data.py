"""What an owner was told."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.notices.queries import inbox_of
from jujiao.notices.sentences import sentence


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's notices, in the language in force."""
    return {"notices": [{"at": notice.created_at, "text": sentence(notice)} for notice in inbox_of(viewer)]}
