"""Every picture that a phone or a desk makes is kept as people see it there, or refused with the true reason."""

import base64
import io

import pytest
from PIL import Image, ImageCms

from jujiao.kernel.record.attachments.reading import UnableToReadFile, read_file

# Red on the left and blue on the right, 96 by 64, turned by a quarter as phones turn them, with a remark in it.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAABxQABAAAAAAAAAGUAAgAAAAACKgABAAAAAAAAADwAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq"
    "SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBw"
    "aXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAKlt"
    "ZGF0AAAAYSgBrwng4wucuq///oxv//4Rp5D9ri6kglP/6S2J38IF//9z7K6W0z+hwszWdd6F6wBQ9bm7SS7lNdqsf7SaRMzbIB5p"
    "uE/HBvzHLSlgBW0UVMH82GDnAt9+FOuxfeCtVw4AAAAGRXhpZgAATU0AKgAAAAgAAgEOAAIAAAALAAAAJgESAAMAAAABAAYAAAAA"
    "AABHUFMgc2VjcmV0AAA="
)
RED, BLUE, WHITE = (200, 30, 30), (20, 40, 200), (255, 255, 255)


def made(kind: str, image: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def kept(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(read_file(io.BytesIO(content)).content))


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 14 for one, other in zip(found, wanted, strict=True))


def red(mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (60, 40), RED)
    return image.quantize(2) if mode == "P" else image.convert(mode)


def test_a_phones_own_format_is_upright_and_without_what_it_carried() -> None:
    picture = kept(HEIC)
    assert (picture.format, picture.size) == ("JPEG", (64, 96))
    assert near(picture.getpixel((10, 10)), RED)
    assert near(picture.getpixel((50, 90)), BLUE)
    assert not picture.getexif()
    assert b"secret" in HEIC
    assert b"secret" not in read_file(io.BytesIO(HEIC)).content


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("MPO", "RGB"), ("PNG", "RGB"), ("PNG", "P"), ("WEBP", "RGB"),
        ("AVIF", "RGB"), ("GIF", "P"), ("BMP", "RGB"),
    ],
)  # fmt: skip
def test_it_looks_as_it_did(kind: str, mode: str) -> None:
    image = red(mode)
    assert near(kept(made(kind, image)).getpixel((30, 20)), RED if mode != "L" else (78, 78, 78))


def test_what_is_transparent_lies_on_white() -> None:
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 30, 40))
    for content in (made("PNG", clear), made("WEBP", clear, lossless=True), made("PNG", clear.quantize())):
        picture = kept(content)
        assert near(picture.getpixel((10, 20)), RED)
        assert near(picture.getpixel((50, 20)), WHITE)


def test_a_deep_grey_picture_is_not_washed_out() -> None:
    grey = Image.new("I;16", (60, 40), 128 * 256)
    assert near(kept(made("PNG", grey)).getpixel((30, 20)), (128, 128, 128))


def test_wide_colours_become_those_of_screens() -> None:
    """In a profile whose red is the blue of screens, red is kept as blue; a broken one keeps the picture as it is."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"?XYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"?XYZ", b"bXYZ", 1)
    found = kept(made("PNG", red(), icc_profile=swapped)).getpixel((30, 20))
    assert near(found, RED[::-1])
    assert near(kept(made("PNG", red(), icc_profile=b"no profile")).getpixel((30, 20)), RED)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video"),
        (b"\x1aE\xdf\xa3\x9f\x42\x86\x81", "video"),
        (b"\0\0\0\x20ftypiso6\0\0\0\0mp41", "video"),
        (b"RIFF\0\0\0\0AVI LIST", "video"),
        (made("PNG", Image.new("1", (9500, 9500))), "too many pixels"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"hello", "no photo"),
        (HEIC[:400], "not all of it"),
        (made("JPEG", Image.effect_noise((400, 400), 90))[:9000], "not all of it"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(content: bytes, words: str) -> None:
    with pytest.raises(UnableToReadFile, match=words):
        read_file(io.BytesIO(content))
