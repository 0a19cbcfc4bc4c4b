"""Every picture that a telephone or a desk makes is kept as one expects to see it, or refused with the true reason."""

import io
import struct
from typing import Any

import pytest
from PIL import Image

from jujiao.service.complaints.photos import MOST_PIXELS, CleanPhoto, UnableToReadPhoto, read_photo

RED, WHITE = (200, 10, 10), (255, 255, 255)


def picture(kind: str, image: Image.Image | None = None, **more: Any) -> bytes:
    out = io.BytesIO()
    (image or Image.new("RGB", (64, 32), RED)).save(out, kind, **more)
    return out.getvalue()


def kept(content: bytes) -> tuple[CleanPhoto, Image.Image]:
    photo = read_photo(io.BytesIO(content))
    return photo, Image.open(io.BytesIO(photo.picture))


def near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF", "BMP"])
def test_each_format_is_kept_as_a_jpeg(kind: str) -> None:
    photo, image = kept(picture(kind))
    assert (photo.width, photo.height, image.format) == (64, 32, "JPEG")
    assert near(image.getpixel((30, 10)), RED)


def test_a_telephones_photo_stands_upright_once() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "canary"
    for kind in ("HEIF", "JPEG"):
        content = picture(kind, exif=exif.tobytes())
        photo, _image = kept(content)
        assert (photo.width, photo.height) == (32, 64)
        assert b"canary" in content
        assert b"canary" not in photo.picture


def test_what_is_transparent_is_white() -> None:
    glass = Image.new("RGBA", (64, 32), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP", "HEIF"):
        _photo, image = kept(picture(kind, glass))
        assert near(image.getpixel((30, 10)), WHITE)


def test_a_scan_in_sixteen_bits_of_grey_is_no_white_sheet() -> None:
    _photo, image = kept(picture("PNG", Image.new("I;16", (64, 32), 32768)))
    assert near(image.getpixel((30, 10)), (127, 127, 127))


@pytest.mark.parametrize("side", [8, 64])
def test_a_header_that_lies_about_the_size_is_refused(side: int) -> None:
    """Else a small file could ask for all the memory there is, whatever its header says."""
    content = picture("HEIF", Image.new("RGB", (1024, 1024), RED), quality=30)
    place = content.index(b"ispe") + 8
    lying = content[:place] + struct.pack(">II", side, side) + content[place + 8 :]
    with pytest.raises(UnableToReadPhoto):
        read_photo(io.BytesIO(lying))


def test_a_header_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    content = picture("HEIF", Image.new("RGB", (64, 64), RED))
    place = content.index(b"ispe") + 8
    side = int(MOST_PIXELS**0.5) + 1
    huge = content[:place] + struct.pack(">II", side, side) + content[place + 8 :]
    with pytest.raises(UnableToReadPhoto, match=r"pixels|像素"):
        read_photo(io.BytesIO(huge))


@pytest.mark.parametrize("content", [b"", b"abc", picture("HEIF")[:80], b"\0\0\0\x20ftypheic" + b"\0" * 200])
def test_what_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(UnableToReadPhoto, match="HEIC"):
        read_photo(io.BytesIO(content))
