"""Voice recordings as phones, browsers and WeChat make them, known by their own bytes."""

from collections.abc import Iterator

KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""By what an MPEG frame says of its version: 1, 2 and 2.5."""
HANDLER = (b"moov", b"trak", b"mdia", b"hdlr")
"""The boxes in which an MPEG-4 file says of each track what it is."""


def is_amr(content: bytes) -> bool:
    """What WeChat sends, and older phones record. No browser plays it."""
    return content.startswith((b"#!AMR\n", b"#!AMR-WB\n"))


def is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE" and b"fmt " in content[12:512]


def is_ogg(content: bytes) -> bool:
    """Opus, Vorbis or Speex as the first packet: a film has its picture there."""
    packet = content[27 + content[26] :][:8] if len(content) > 27 and content[:4] == b"OggS" else b""
    return packet.startswith((b"OpusHead", b"\x01vorbis", b"Speex   "))


def is_mp3(content: bytes) -> bool:
    """Two frames, one behind the other, or one that is all there is: two bytes alone are met by chance."""
    at = _behind_id3(content)
    length = _mp3_frame(content, at)
    return length > 0 and (_mp3_frame(content, at + length) > 0 or at + length == len(content))


def is_adts(content: bytes) -> bool:
    """AAC as it is streamed, without a file around it; two frames."""
    length = _adts_frame(content, 0)
    return length > 0 and (_adts_frame(content, length) > 0 or length == len(content))


def mpeg4_brand(content: bytes) -> bytes:
    """The brand of an MPEG-4 file whose every track is sound, b"" for what is none, or a film."""
    if content[4:8] != b"ftyp":
        return b""
    tracks = {content[begin + 8 : begin + 12] for begin, _end in _boxes(content, HANDLER, 0, len(content))}
    return content[8:12] if tracks == {b"soun"} else b""


def _boxes(content: bytes, path: tuple[bytes, ...], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the boxes at the end of a path lie; no deeper than the path, whatever the file says."""
    wanted, *deeper = path
    while begin + 8 <= end:
        size, head = int.from_bytes(content[begin : begin + 4]), 8
        if size == 1:
            size, head = int.from_bytes(content[begin + 8 : begin + 16]), 16
        size = size or end - begin
        if size < head or begin + size > end:
            return
        if content[begin + 4 : begin + 8] == wanted:
            inside = begin + head, begin + size
            yield from _boxes(content, tuple(deeper), *inside) if deeper else [inside]
        begin += size


def _behind_id3(content: bytes) -> int:
    """Where the sound begins behind the title and cover that a music file carries."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = 0
    for seven_bits in content[6:10]:
        size = size << 7 | seven_bits & 0x7F
    return 10 + size


def _mp3_frame(content: bytes, at: int) -> int:
    """The length of the frame that begins there, 0 where none does."""
    head = int.from_bytes(content[at : at + 4])
    version, layer, kbits, hertz = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or kbits in (0, 15) or hertz == 3:
        return 0
    table, samples = (KBITS_1, 144) if version == 3 else (KBITS_2, 72)
    return samples * 1000 * table[kbits] // HERTZ[version][hertz] + (head >> 9 & 1)


def _adts_frame(content: bytes, at: int) -> int:
    head = int.from_bytes(content[at : at + 7])
    if len(content) < at + 7 or head >> 44 != 0xFFF or head >> 41 & 3 or (head >> 34 & 15) > 12:
        return 0
    length = head >> 13 & 0x1FFF
    return length if length > 7 else 0
