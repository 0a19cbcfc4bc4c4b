"""Some seventy hostile files, made here: no photos, more than one thing at once, and what unpacks to far too much."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image

SCRIPT = b"<script>fetch('/account/')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
NAMES = ("photo.jpg", "photo.svg", "photo.html", "../../etc/passwd", "photo.jpg\x00.html", "a" * 300 + ".png")
HANGZHOU = {1: "N", 2: (30.0, 14.0, 31.2), 3: "E", 4: (120.0, 9.0, 12.4)}
CANARY = b"jujiao-canary-camera"


def corpus() -> Iterator[tuple[str, bytes]]:
    """Each file with the name that it is sent under; photos that may be taken have something hidden in them."""
    for number, content in enumerate(_contents()):
        yield NAMES[number % len(NAMES)], content


def _contents() -> Iterator[bytes]:
    pictures = [_picture(kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "ICO", "PPM")]
    yield from (
        SVG,
        HTML,
        b"",
        b"\0",
        SCRIPT,
        b"%PDF-1.7\n" + SCRIPT,
        b"MZ\x90\0" + b"\0" * 400,
        b"\x7fELF" + b"\0" * 400,
    )
    yield from pictures
    yield from (picture + HTML for picture in pictures[:3])  # a page behind the picture
    yield from (picture + _zip({"x.html": HTML}) for picture in pictures[:3])  # an archive behind it
    yield from (HTML + picture for picture in pictures[:3])
    yield from (picture[: len(picture) // 2] for picture in pictures[:3])
    yield from (picture[:20] + b"\xff" * 200 + picture[20:] for picture in pictures[:3])
    yield from (
        b"GIF89a/*" + SCRIPT + b"*/=1;",
        b"\xff\xd8\xff\xe0" + HTML,
        b"\x89PNG\r\n\x1a\n" + HTML,
        b"RIFF\xff\xff\xff\xffWEBP" + HTML,
    )
    yield from (_exif(HANGZHOU), _commented(), _texted(), _turned(3), _turned(99))
    yield from (_bomb(side) for side in (30_000, 60_000, 65_535, 2**31 - 1))
    yield from (_declared(width, height) for width, height in ((0, 0), (1, 2**31 - 1), (2**31, 2**31)))
    yield from (_zip({"a": b"\0" * 20_000_000}), _zip({"../../x.html": HTML}), _nested(6))
    yield from (zlib.compress(b"\0" * 20_000_000), b"\x1f\x8b\x08" + b"\0" * 100, b"PK\x03\x04" + b"\xff" * 400)
    yield from (
        b"\xef\xbb\xbf" + SVG,
        SVG.decode().encode("utf-16"),
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>" + SVG,
    )
    yield from (
        _entities(),
        b"P6\n99999 99999\n255\n",
        b"BM" + b"\xff" * 60,
        b"II*\0" + b"\xff" * 60,
        b"icns" + b"\xff" * 60,
    )
    yield from (
        b"\0\0\0\x20ftypheic" + b"\0" * 200,
        b"\0\0\0\x20ftypavif" + b"\0" * 200,
        b"8BPS" + b"\0" * 60,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    )
    pdf, amr = b"%PDF-1.7\n" + SCRIPT + b"\n%%EOF\n", b"#!AMR\n"
    yield from (pdf, pdf + HTML, HTML + pdf, amr + HTML, amr + pdf, b"ID3\4\0\0\0\0\0\0" + HTML, b"ID3" + b"\xff" * 400)
    yield from (
        b"RIFF\xff\xff\xff\xffWAVEfmt " + HTML,
        b"OggS" + b"\xff" * 400,
        b"OggS" + b"\0" * 23 + b"OpusHead" + HTML,
    )
    yield from (_box(b"ftyp", b"M4A ") + _sound() + HTML, _box(b"ftyp", b"M4A ") + _box(b"moov", b"\0" * 4) * 1000)
    yield b"\xff" * (16 * 1024 * 1024)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def _sound() -> bytes:
    """What an MPEG-4 file says of a track that is sound."""
    return _box(b"moov", _box(b"trak", _box(b"mdia", _box(b"hdlr", b"\0" * 8 + b"soun"))))


def _picture(kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), (10, 120, 200)).save(out, kind, **more)
    return out.getvalue()


def _exif(position: dict[int, Any]) -> bytes:
    exif = Image.Exif()
    exif[0x0110] = CANARY.decode()
    exif.get_ifd(0x8825).update(position)
    return _picture("JPEG", exif=exif)


def _turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return _picture("JPEG", exif=exif)


def _commented() -> bytes:
    return _picture("JPEG", comment=CANARY + HTML)


def _texted() -> bytes:
    plain = _picture("PNG")
    return plain[:33] + _chunk(b"tEXt", b"Comment\0" + CANARY + HTML) + plain[33:]


def _bomb(side: int) -> bytes:
    """A picture of a few kilobytes that unpacks to gigabytes."""
    row = zlib.compress(b"\0" * min(side * 3 + 1, 10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + _header(side, side) + _chunk(b"IDAT", row) + _chunk(b"IEND", b"")


def _declared(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _header(width, height) + _chunk(b"IEND", b"")


def _header(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _nested(levels: int) -> bytes:
    content = b"\0" * 1_000_000
    for _level in range(levels):
        content = _zip({"a.zip": content, "b.zip": content})
    return content


def _entities() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">{lines}]><svg>&a9;</svg>'.encode()
