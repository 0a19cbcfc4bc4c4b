"""Files as they come from outside, made fit to be kept: known by their content, photos drawn anew without metadata."""

import hashlib
import io
import unicodedata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.attachments.media import JPEG, Media, media_of
from jujiao.kernel.record.attachments.pictures import FORMATS, plain, what_else

MOST_BYTES = 15 * 1024 * 1024
"""Of one file: a photo as phones make them, an hour and a half of speech as WeChat sends it, a scanned contract."""
MOST_PIXELS = 51_000_000
"""Telephones make pictures of 8192 by 6144."""
MOST_FILES = 9
MOST_MEGABYTES = 64
"""Of all files that are sent at a time: nine photos as phones make them."""
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 360
LONGEST_NAME = 80
WHY = {
    "nothing": gettext_lazy("This file is empty. Perhaps it is still being loaded from the cloud; please try again."),
    "pdf": gettext_lazy("This PDF file is not whole. Please choose it again."),
    "video": gettext_lazy("This is a video. Please choose a photo, a voice recording, or a picture from the video."),
    "raw": gettext_lazy("This is a raw or TIFF picture. Please save it as JPEG first."),
    "drawing": gettext_lazy("This is an SVG drawing. Please save it as PNG or JPEG first."),
}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, Image.DecompressionBombError, Warning)
NOT_READ = gettext_lazy(
    "This file is no photo, voice recording or PDF that we can read, or not all of it is there. "
    "Use JPEG, PNG or HEIC; MP3, M4A, WAV, OGG or AMR; PDF."
)
TOO_MANY_PIXELS = gettext_lazy("This photo has too many pixels. Please choose a smaller one.")


class UnableToReadFile(UnableTo):
    """The file is nothing that can be kept."""


@dataclass(frozen=True)
class CleanFile:
    """A file as it will be kept. `name` is shown to people, "" for a photo; a photo has a thumbnail, and its size in
    pixels."""

    media: Media
    content: bytes
    name: str = ""
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_files(files: Sequence[Any]) -> list[CleanFile]:
    """Reads up to nine uploads; UnableToReadFile for the first that is too many, too large, or none of what is kept."""
    check_number(files)
    return [replace(clean, name=_shown(file, clean.media)) for file in files for clean in [read_file(file)]]


def read_file(file: BinaryIO) -> CleanFile:
    """What one upload is, by its content. A photo is decoded and drawn anew, upright, so that nothing but the picture
    remains; a recording and a PDF stay as they are, byte for byte: they may be evidence."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnableToReadFile(
            _("This file is larger than %(megabytes)s MB. Please choose a smaller one.")
            % {"megabytes": MOST_BYTES // 1024**2}
        )
    media = media_of(content)
    return CleanFile(media, content) if media else _photo(content)


def check_number(files: Sequence[object]) -> None:
    if len(files) > MOST_FILES:
        raise UnableToReadFile(_("Up to %(most)s files can be added at a time.") % {"most": MOST_FILES})


def _photo(content: bytes) -> CleanFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                _check_size(image)
                upright = plain(image)
    except UnableToReadFile:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnableToReadFile(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, *BROKEN) as error:
        raise UnableToReadFile(WHY.get(what_else(content)) or NOT_READ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = upright.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    thumbnail = _jpeg(small, 75)
    return CleanFile(JPEG, _jpeg(upright, 85), thumbnail=thumbnail, width=upright.width, height=upright.height)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise UnableToReadFile(TOO_MANY_PIXELS)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _shown(file: Any, media: Media) -> str:
    """The name that the sender gave, in one line, with the ending that is true. A photo needs none."""
    given = getattr(file, "name", "")
    if media is JPEG or not isinstance(given, str):
        return ""
    stem = PurePosixPath(given.replace("\\", "/")).stem
    seen = "".join(each for each in stem if unicodedata.category(each)[0] != "C").strip(" .")[:LONGEST_NAME]
    return f"{seen}.{media.suffix}" if seen else ""
