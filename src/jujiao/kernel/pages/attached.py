"""What was sent along with an entry, as the part attached.html shows it."""

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from jujiao.kernel.models import Attachment, AttachmentKind
from jujiao.kernel.pages.part_values import Attached, Document, Photo
from jujiao.kernel.record.attachments.serving import is_played


def attached(attachments: Iterable[Attachment]) -> Attached:
    """These attachments; each by its one address."""
    photos, documents = [], []
    for one in attachments:
        url, kind = reverse("attachments:file", args=[one.pk]), AttachmentKind(one.kind)
        if kind is AttachmentKind.PHOTO:
            photos.append(Photo(url, f"{url}?small=1"))
            continue
        documents.append(
            Document(
                url=url,
                label=kind.label,
                icon="microphone" if kind is AttachmentKind.VOICE else "file-text",
                name=one.name,
                ending=one.file.rpartition(".")[2].upper(),
                size=filesizeformat(one.size),
                played=is_played(one),
            )
        )
    return Attached(photos, documents)
