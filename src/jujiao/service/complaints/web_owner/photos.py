"""The photos of an owner's complaint, behind the complaint's own door."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.service.complaints.queries_owner import get_photo


@door(Role.OWNER)
def photo(request: ViewerRequest, complaint_id: int, photo_id: int) -> FileResponse:
    """One photo, or with `?small=1` its thumbnail."""
    found = get_photo(request.viewer, complaint_id, photo_id)
    name = found and (found.thumbnail if "small" in request.GET else found.file)
    if not name or not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), content_type="image/jpeg")
