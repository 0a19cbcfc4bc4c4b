"""Files that were sent along, for whoever may read the entry that each was sent with."""

from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from jujiao.kernel.pages.api import REFUSALS, Filter, Id
from jujiao.kernel.record.access import ViewerRequest
from jujiao.kernel.record.attachments.media import EVERY
from jujiao.kernel.record.attachments.serving import served
from jujiao.kernel.record.attachments.web import get_for

router = Router()
BYTES = {"schema": {"type": "string", "format": "binary"}}
CONTENT: dict[str, Any] = {"description": "the content", "content": {media.media_type: BYTES for media in EVERY}}


class Size(Filter):
    """`small`: the thumbnail of a photo."""

    small: bool = False


@router.get(
    "/files/{attachment_id}",
    response={200: None, **REFUSALS},
    operation_id="file_get",
    summary="The content of a file",
    openapi_extra={"responses": {200: CONTENT}},
)
def get_file(request: HttpRequest, attachment_id: Id, asked: Query[Size]) -> HttpResponseBase:
    viewer = cast(ViewerRequest, request).viewer
    return served(request, get_for(viewer, attachment_id), small=asked.small)
