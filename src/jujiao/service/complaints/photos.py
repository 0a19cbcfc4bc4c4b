"""Photos of a complaint: checked by content, re-encoded, without metadata, kept under names that say nothing."""

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints.models import Complaint, Photo
from jujiao.service.complaints.pictures import FORMATS, plain, what_else

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 51_000_000
"""Telephones make pictures of 8192 by 6144."""
MOST_PHOTOS = 9
MOST_MEGABYTES = 64
"""Of all photos that are sent at a time: nine as phones make them."""
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 360
WHY = {
    "nothing": gettext_lazy("This file is empty. Perhaps it is still being loaded from the cloud; please try again."),
    "pdf": gettext_lazy("This is a PDF file. Please take a photo or a screenshot of it."),
    "video": gettext_lazy("This is a video. Please choose a photo, or a picture from the video."),
    "raw": gettext_lazy("This is a raw or TIFF picture. Please save it as JPEG first."),
    "drawing": gettext_lazy("This is an SVG drawing. Please save it as PNG or JPEG first."),
}


BROKEN = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, Image.DecompressionBombError, Warning)
NOT_READ = gettext_lazy("This file is not a photo that we can read, or not all of it is there. Use JPEG, PNG or HEIC.")


TOO_MANY_PIXELS = gettext_lazy("This photo has too many pixels. Please choose a smaller one.")


class UnableToReadPhoto(UnableTo):
    """The file is no photo that can be kept."""


@dataclass(frozen=True)
class CleanPhoto:
    """A photo as it will be kept: JPEG bytes of picture and thumbnail, size in pixels."""

    picture: bytes
    thumbnail: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.picture).hexdigest()


def read_photos(files: Sequence[BinaryIO]) -> list[CleanPhoto]:
    """Reads up to nine uploads; UnableToReadPhoto for the first that is too many, too large or no photo."""
    _check_number(files)
    return [read_photo(file) for file in files]


def read_photo(file: BinaryIO) -> CleanPhoto:
    """Decodes one upload and draws it anew, upright, so that nothing but the picture remains."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnableToReadPhoto(
            _("This photo is larger than %(megabytes)s MB. Please choose a smaller one.")
            % {"megabytes": MOST_BYTES // 1024**2}
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                _check_size(image)
                upright = plain(image)
    except UnableToReadPhoto:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnableToReadPhoto(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, *BROKEN) as error:
        raise UnableToReadPhoto(WHY.get(what_else(content)) or NOT_READ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = upright.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return CleanPhoto(_jpeg(upright, 85), _jpeg(small, 75), upright.width, upright.height)


def _check_number(photos: Sequence[object]) -> None:
    if len(photos) > MOST_PHOTOS:
        raise UnableToReadPhoto(_("Up to %(most)s photos can be added at a time.") % {"most": MOST_PHOTOS})


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise UnableToReadPhoto(TOO_MANY_PIXELS)


def store(complaint: Complaint, entry: TimelineEntry, photos: Sequence[CleanPhoto], now: datetime) -> None:
    """Keeps photos with a timeline entry. Files come before rows: a row without its file cannot be."""
    _check_number(photos)
    rows = []
    for photo in photos:
        folder = f"complaints/{complaint.pk}"
        rows.append(
            Photo(
                complaint=complaint,
                entry=entry,
                file=default_storage.save(f"{folder}/{photo.sha256[:32]}.jpg", ContentFile(photo.picture)),
                thumbnail=default_storage.save(f"{folder}/{photo.sha256[:32]}-s.jpg", ContentFile(photo.thumbnail)),
                width=photo.width,
                height=photo.height,
                sha256=photo.sha256,
                created_at=now,
            )
        )
    Photo.objects.bulk_create(rows)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
