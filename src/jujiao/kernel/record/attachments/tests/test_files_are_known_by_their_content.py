"""A recording or a PDF is what its bytes say, whatever it is called and whatever its sender says of it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jujiao.kernel.record.attachments.media import JPEG, media_of
from jujiao.kernel.record.attachments.reading import MOST_BYTES, UnableToReadFile, read_file, read_files
from jujiao.testing.files import (
    ADTS_FRAME,
    DOCUMENTS,
    MP3_FRAME,
    PAPER,
    RECORDINGS,
    box,
    mpeg4,
)

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize("name", [*RECORDINGS, *DOCUMENTS])
def test_each_kind_is_known_whatever_it_is_called(name: str) -> None:
    content, media = (RECORDINGS | DOCUMENTS)[name]
    [kept] = read_files([SimpleUploadedFile("photo.html", content, "text/html")])
    assert (kept.media, kept.content, kept.name) == (media, content, f"photo.{media.suffix}")
    assert (kept.thumbnail, kept.width, kept.height) == (b"", None, None)


@pytest.mark.parametrize(
    "content",
    [
        HTML + PAPER,
        PAPER.replace(b"%%EOF", b""),
        PAPER + b" " * 4096,
        mpeg4(b"M4A ", b"soun", b"vide"),
        mpeg4(b"M4A "),
        mpeg4(b"M4A ", b"soun")[:40],
        box(b"ftyp", b"M4A ") + b"\xff" * 64,
        b"\xff" * 4096,
        MP3_FRAME[:200],
        MP3_FRAME + HTML,
        b"ID3\x04\0\0\0\0\x7f\x7f" + HTML,
        ADTS_FRAME + HTML,
        b"OggS\0\x02" + b"\0" * 20 + b"\x01\x2a\x80theora",
        b"OggS" + b"\xff" * 60,
        b"RIFF\x24\0\0\0WAVE" + HTML,
        b"RIFF\x24\0\0\0AVI LIST",
        b"#!amr\n",
        b"",
    ],
)
def test_what_only_looks_like_one_is_none(content: bytes) -> None:
    assert media_of(content) is None
    with pytest.raises(UnableToReadFile):
        read_file(io.BytesIO(content))


def test_boxes_in_boxes_without_end_are_looked_into_no_further() -> None:
    nested = b""
    for _level in range(3000):
        nested = box(b"moov", nested)
    assert media_of(box(b"ftyp", b"M4A ") + nested) is None


def test_too_large_is_refused_before_it_is_looked_at() -> None:
    assert read_file(io.BytesIO(b"#!AMR\n".ljust(MOST_BYTES, b"\0"))).media.suffix == "amr"
    with pytest.raises(UnableToReadFile, match="15 MB"):
        read_file(io.BytesIO(b"#!AMR\n".ljust(MOST_BYTES + 1, b"\0")))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("报价单.PDF", "报价单.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\tmp\\合同.docx", "合同.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("x" * 200 + ".pdf", "x" * 80 + ".pdf"),
        ("\r\nSet-Cookie: a=b.pdf", "Set-Cookie: a=b.pdf"),
        (".pdf", "pdf.pdf"),
        ("", ""),
        (7, ""),
    ],
)
def test_its_name_is_one_line_with_the_ending_that_is_true(given: Any, shown: str) -> None:
    file = io.BytesIO(PAPER)
    file.name = given
    assert [kept.name for kept in read_files([file])] == [shown]


def test_a_photo_keeps_no_name() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    [kept] = read_files([SimpleUploadedFile("我的身份证.png", picture.getvalue())])
    assert (kept.media, kept.name) == (JPEG, "")
