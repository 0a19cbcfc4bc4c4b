"""What a file is, by its content alone: neither its name nor what the sender says of it counts."""

from collections.abc import Callable
from dataclasses import dataclass

from jujiao.kernel.models import AttachmentKind
from jujiao.kernel.record.attachments import sounds

END = 2048
"""So many bytes from its end a PDF says that it is whole."""


@dataclass(frozen=True)
class Media:
    """How a kind of file is kept and served."""

    kind: AttachmentKind
    media_type: str
    suffix: str


JPEG = Media(AttachmentKind.PHOTO, "image/jpeg", "jpg")
PDF = Media(AttachmentKind.DOCUMENT, "application/pdf", "pdf")
AMR = Media(AttachmentKind.VOICE, "audio/amr", "amr")
WAV = Media(AttachmentKind.VOICE, "audio/wav", "wav")
OGG = Media(AttachmentKind.VOICE, "audio/ogg", "ogg")
MP3 = Media(AttachmentKind.VOICE, "audio/mpeg", "mp3")
AAC = Media(AttachmentKind.VOICE, "audio/aac", "aac")
M4A = Media(AttachmentKind.VOICE, "audio/mp4", "m4a")
THREE_GP = Media(AttachmentKind.VOICE, "audio/3gpp", "3gp")

EVERY = (JPEG, PDF, AMR, WAV, OGG, MP3, AAC, M4A, THREE_GP)


def is_pdf(content: bytes) -> bool:
    """A PDF that is whole: one that says so at its beginning, and is broken off, is none."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-END:]


TESTS: tuple[tuple[Callable[[bytes], bool], Media], ...] = (
    (is_pdf, PDF),
    (sounds.is_amr, AMR),
    (sounds.is_wav, WAV),
    (sounds.is_ogg, OGG),
    (sounds.is_mp3, MP3),
    (sounds.is_adts, AAC),
)

PLAYED = frozenset(one.media_type for one in (WAV, OGG, MP3, AAC, M4A))
"""What browsers play; the rest is for a program of one's own."""


def media_of(content: bytes) -> Media | None:
    """The kind of voice recording or PDF that a file is; None for everything else, photos among it."""
    for test, media in TESTS:
        if test(content):
            return media
    brand = sounds.mpeg4_brand(content)
    if brand:
        return THREE_GP if brand.startswith(b"3g") else M4A
    return None
