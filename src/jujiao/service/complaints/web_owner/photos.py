"""Where photos were before attachments of all kinds had one address: links that people kept lead on to it."""

from django.http import HttpResponse

from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.attachments.web import moved
from jujiao.kernel.record.subjects import Subject
from jujiao.service.complaints.models import SUBJECT


@door(Role.OWNER)
def photo(request: ViewerRequest, complaint_id: int, photo_id: int) -> HttpResponse:
    """One photo, or with `?small=1` its thumbnail."""
    return moved(request.viewer, Subject(SUBJECT, complaint_id), photo_id, small="small" in request.GET)
