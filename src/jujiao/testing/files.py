"""Files of every kind that people send, as small as they can be."""

import struct

from jujiao.kernel.record.attachments.media import AAC, AMR, M4A, MP3, OGG, PDF, THREE_GP, WAV, Media


def box(name: bytes, content: bytes) -> bytes:
    """One box of an MPEG-4 file."""
    return struct.pack(">I", len(content) + 8) + name + content


def mpeg4(brand: bytes, *tracks: bytes) -> bytes:
    """A file with tracks of these kinds: `soun`, `vide`."""
    said = [box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + track + b"\0" * 12))) for track in tracks]
    return box(b"ftyp", brand + b"\0\0\0\0") + box(b"moov", b"".join(said)) + box(b"mdat", b"\0" * 64)


MP3_FRAME = (b"\xff\xfb\x90\x00" + b"\0" * 413).ljust(417, b"\0")
ADTS_FRAME = bytes([0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, 0xFC]) + b"\0" * 9
RECORDINGS: dict[str, tuple[bytes, Media]] = {
    "AMR": (b"#!AMR\n" + b"\x3c" * 64, AMR),
    "AMR in wide band": (b"#!AMR-WB\n" + b"\x3c" * 64, AMR),
    "MP3": (MP3_FRAME * 3, MP3),
    "MP3 with a title": (b"ID3\x04\0\0\0\0\x01\x00" + b"\0" * 128 + MP3_FRAME * 2, MP3),
    "AAC": (ADTS_FRAME * 3, AAC),
    "M4A": (mpeg4(b"M4A ", b"soun"), M4A),
    "M4A by another brand": (mpeg4(b"mp42", b"soun"), M4A),
    "3GP": (mpeg4(b"3gp4", b"soun"), THREE_GP),
    "Opus": (b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead" + b"\0" * 64, OGG),
    "Vorbis": (b"OggS\0\x02" + b"\0" * 20 + b"\x01\x1e\x01vorbis" + b"\0" * 64, OGG),
    "WAV": (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + b"\0" * 64, WAV),
}
PAPER = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
DOCUMENTS: dict[str, tuple[bytes, Media]] = {"PDF": (PAPER, PDF)}
