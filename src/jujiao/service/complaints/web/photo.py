"""Where photos were before attachments of all kinds had one address: links that people kept lead on to it."""

from django.http import HttpResponse

from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.kernel.record.attachments.web import moved
from jujiao.kernel.record.subjects import Subject
from jujiao.service.complaints.models import SUBJECT
from jujiao.service.complaints.web.case import SEES


@door(*SEES)
def photo(request: ViewerRequest, complaint_id: int, photo_id: int) -> HttpResponse:
    """The picture, for whoever may see the complaint."""
    return moved(request.viewer, Subject(SUBJECT, complaint_id), photo_id)


@door(*SEES)
def thumbnail(request: ViewerRequest, complaint_id: int, photo_id: int) -> HttpResponse:
    """The small picture."""
    return moved(request.viewer, Subject(SUBJECT, complaint_id), photo_id, small=True)
