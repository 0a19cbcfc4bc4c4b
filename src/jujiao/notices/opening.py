"""Whoever opens the page of a case has read what they were told of it."""

from datetime import datetime

from jujiao.kernel.pages.htmx import is_partial
from jujiao.kernel.record.access import ViewerRequest
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import mark_read


def read_as_opened(request: ViewerRequest, subject: Subject, now: datetime) -> None:
    """Marks the viewer's notices about a subject as read, before the page counts what still waits. It changes their own
    mark alone, so a GET may do it; a fragment that asks for itself, perhaps where nobody looks, does not."""
    if request.viewer.user_id is not None and not is_partial(request):
        mark_read(user_id=request.viewer.user_id, subject=subject, now=now)
