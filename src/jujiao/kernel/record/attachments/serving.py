"""The bytes of an attachment, as safe as they can be: shown or played where that harms nobody, else taken along."""

import re
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from jujiao.kernel.models import Attachment, AttachmentKind
from jujiao.kernel.record.attachments.media import PLAYED

RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
"""One part of a file; browsers ask for no more at a time."""


def is_played(attachment: Attachment) -> bool:
    """Whether browsers can play it."""
    return attachment.kind == AttachmentKind.VOICE and attachment.media_type in PLAYED


def served(request: HttpRequest, attachment: Attachment, *, small: bool = False) -> HttpResponseBase:
    """The file, or the thumbnail of a photo; Http404 where the storage has lost it, or there is no thumbnail.

    A photo was drawn anew here and is shown, a recording is played; what others made, a PDF or what browsers know
    nothing of, is only ever taken along. A player asks for parts: Safari plays nothing without them."""
    name = attachment.thumbnail if small else attachment.file
    if not name:
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    if is_played(attachment):
        return _played(request, file, attachment)
    inline = attachment.kind == AttachmentKind.PHOTO
    response = FileResponse(
        file, content_type=attachment.media_type, as_attachment=not inline, filename="" if inline else _name(attachment)
    )
    return _safe(response, inline=inline)


def _played(request: HttpRequest, file: "File[bytes]", attachment: Attachment) -> HttpResponseBase:
    size = file.size
    asked = RANGE.match(request.headers.get("Range", ""))
    part = _part(asked[1], asked[2], size) if asked else None
    if asked and part is None:
        file.close()
        refused = HttpResponse(status=416, content_type=attachment.media_type)
        refused["Content-Range"] = f"bytes */{size}"
        return _safe(refused, inline=True)
    if part is None:
        response: HttpResponseBase = FileResponse(file, content_type=attachment.media_type)
    else:
        begin, end = part
        with file:
            file.seek(begin)
            content = file.read(end - begin + 1)
        response = HttpResponse(content, status=206, content_type=attachment.media_type)
        response["Content-Range"] = f"bytes {begin}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    return _safe(response, inline=True)


def _part(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that are asked for; None for a part that the file does not have."""
    if not first:  # so many bytes from the end
        begin, end = size - int(last or 0), size - 1
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
    begin = max(begin, 0)
    return (begin, end) if begin <= end else None


def _safe(response: HttpResponseBase, *, inline: bool) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    if inline:
        response["Content-Disposition"] = "inline"
    return response


def _name(attachment: Attachment) -> str:
    """What the file is called where it is kept: the name it was sent under, else what it is kept as."""
    return attachment.name or attachment.file.rpartition("/")[2]
