"""Photos, through the door of their complaint."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.complaints.models import Complaint, Photo
from jujiao.service.complaints.queries import get_for
from jujiao.service.complaints.web.case import SEES


@door(*SEES)
def photo(request: ViewerRequest, complaint_id: int, photo_id: int) -> FileResponse:
    """The picture, for whoever may see the complaint."""
    return picture(get_for(request.viewer, complaint_id), photo_id, thumbnail=False)


@door(*SEES)
def thumbnail(request: ViewerRequest, complaint_id: int, photo_id: int) -> FileResponse:
    """The small picture."""
    return picture(get_for(request.viewer, complaint_id), photo_id, thumbnail=True)


def picture(complaint: Complaint, photo_id: int, *, thumbnail: bool) -> FileResponse:
    """The bytes of a photo of this complaint, and of no other."""
    found = get_object_or_404(Photo, complaint=complaint, pk=photo_id)
    try:
        file = default_storage.open(found.thumbnail if thumbnail else found.file)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
